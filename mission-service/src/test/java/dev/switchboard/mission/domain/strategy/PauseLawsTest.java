package dev.switchboard.mission.domain.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.mission.domain.CallOrder;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.TargetStatus;
import dev.switchboard.mission.domain.strategy.RunInMemory.Entry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A run that is paused anywhere, however often, asks for nothing meanwhile and comes to the same end. */
class PauseLawsTest {

    @Property
    void aSweepComesToTheSameEnd(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 5) Integer> scores, @ForAll Random random) {
        same(new Sweep(Optional.of(ranking(2))), scores, random);
    }

    @Property
    void aNegotiationComesToTheSameEnd(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 5) Integer> scores, @ForAll Random random) {
        Negotiation negotiation = new Negotiation(
                Negotiation.Objective.MAXIMIZE,
                Results.insight("score"),
                Map.of(),
                CallOrder.AS_LISTED,
                Optional.empty());
        RunInMemory run = same(negotiation, scores, random);

        assertThat(run.mostOpen()).isLessThanOrEqualTo(1);
    }

    @Property
    void roundsComeToTheSameEnd(
            @ForAll @Size(min = 2, max = 8) List<@IntRange(max = 5) Integer> scores, @ForAll Random random) {
        same(
                new Rounds(
                        List.of(
                                new Rounds.Round("first", Optional.of(ranking(2)), false),
                                new Rounds.Round("second", Optional.empty(), false)),
                        Optional.of(ranking(1))),
                scores,
                random);
    }

    /** Who is tried first may differ; that somebody is found who confirms does not. */
    @Property
    void anActionSucceedsExactlyIfSomebodyConfirms(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 5) Integer> scores,
            @ForAll @IntRange(min = 1, max = 4) int atOnce,
            @ForAll Random random) {
        RunInMemory run = played(
                new Action(Results.insight("free"), Results.insight("confirmed"), atOnce, List.of()),
                scores,
                random,
                true);

        assertThat(run.end()).contains(scores.contains(5) ? RunStatus.SUCCEEDED : RunStatus.FAILED);
        assertThat(run.askedIn(2)).doesNotHaveDuplicates();
    }

    private static RunInMemory same(Strategy strategy, List<Integer> scores, Random random) {
        RunInMemory straight = played(strategy, scores, random, false);
        RunInMemory paused = played(strategy, scores, random, true);

        assertThat(paused.end()).isPresent().isEqualTo(straight.end());
        assertThat(paused.recommended()).isEqualTo(straight.recommended());
        assertThat(paused.askedIn(2)).isEqualTo(straight.askedIn(2));
        return paused;
    }

    private static RunInMemory played(Strategy strategy, List<Integer> scores, Random random, boolean withPauses) {
        RunInMemory run = new RunInMemory(strategy, scores.size()).begun();
        boolean paused = false;
        while (run.end().isEmpty()) {
            List<Entry> open = run.open();
            if (withPauses && (paused ? open.isEmpty() || random.nextBoolean() : random.nextInt(3) == 0)) {
                paused = !paused;
                if (paused) {
                    run.pause();
                } else {
                    run.resume();
                }
                continue;
            }
            assertThat(open).as("something is under way").isNotEmpty();
            int before = run.asked.size();
            answer(run, open.get(random.nextInt(open.size())), scores);
            assertThat(paused && run.asked.size() > before).isFalse();
        }
        return run;
    }

    private static void answer(RunInMemory run, Entry entry, List<Integer> scores) {
        int score = scores.get(entry.position - 1);
        if (score == 0) {
            run.settle(entry, TargetStatus.ABANDONED, Map.of());
        } else {
            run.succeeds(entry, Map.of("score", score, "free", score > 3, "confirmed", score == 5));
        }
    }

    private static Ranking ranking(int top) {
        return new Ranking(
                Optional.empty(),
                List.of(new Ranking.Key(Results.insight("score"), true)),
                Optional.of(top),
                Ranking.Ties.BY_POSITION);
    }
}
