package dev.switchboard.mission.domain.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.TargetStatus;
import dev.switchboard.mission.domain.strategy.Rounds.Round;
import dev.switchboard.mission.domain.strategy.RunInMemory.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RoundsLawsTest {

    private static final int TOP = 2;

    @Property
    void nobodyIsCalledInTheNextRoundBeforeTheDecision(
            @ForAll @Size(min = 2, max = 8) List<@IntRange(max = 5) Integer> scores, @ForAll Random random) {
        RunInMemory run = new RunInMemory(rounds(true), scores.size()).begun();

        while (!run.open().isEmpty()) {
            assertThat(run.askedIn(2)).isEmpty();
            answerOne(run, scores, random);
        }

        assertThat(run.askedIn(2)).isEmpty();
        assertThat(run.question().isPresent()).isEqualTo(scores.stream().anyMatch(score -> score > 0));
        assertThat(run.end().isPresent()).isEqualTo(run.question().isEmpty());
    }

    @Property
    void aChangedShortlistIsExactlyWhatAdvances(
            @ForAll @Size(min = 2, max = 8) List<@IntRange(min = 1, max = 5) Integer> scores, @ForAll Random random) {
        RunInMemory run = played(rounds(true), scores, random);
        List<Integer> chosen =
                new ArrayList<>(IntStream.rangeClosed(1, scores.size()).boxed().toList());
        Collections.shuffle(chosen, random);
        chosen = List.copyOf(chosen.subList(0, 1 + random.nextInt(chosen.size())));

        List<Integer> proposed = run.question().orElseThrow().shortlist().stream()
                .map(listed -> listed.settled().position())
                .toList();

        run.decide(Optional.of(chosen));

        assertThat(run.askedIn(2)).isEqualTo(chosen);
        assertThat(explained(run, rounds(true)))
                .allSatisfy(place -> assertThat(place.reason().endsWith("a person changed the shortlist"))
                        .isEqualTo(proposed.contains(place.settled().position())
                                && !run.askedIn(2).contains(place.settled().position())));
    }

    @Property
    void theBestAdvanceWhateverTheOrderInWhichResultsCome(
            @ForAll @Size(min = 2, max = 8) List<@IntRange(min = 1, max = 5) Integer> scores, @ForAll Random random) {
        List<Integer> expected = IntStream.rangeClosed(1, scores.size())
                .boxed()
                .sorted((left, right) -> Integer.compare(scores.get(right - 1), scores.get(left - 1)))
                .limit(TOP)
                .toList();

        assertThat(played(rounds(false), scores, random).askedIn(2)).isEqualTo(expected);
        RunInMemory approved = played(rounds(true), scores, random);
        approved.decide(Optional.empty());
        assertThat(approved.askedIn(2)).isEqualTo(expected);
    }

    @Property
    void theRecommendedAreTheSameWhateverTheOrder(
            @ForAll @Size(min = 2, max = 8) List<@IntRange(min = 1, max = 5) Integer> scores,
            @ForAll Random random,
            @ForAll Random other) {
        RunInMemory one = toTheEnd(scores, random);
        RunInMemory two = toTheEnd(scores, other);

        assertThat(one.recommended()).isEqualTo(two.recommended()).hasSize(1);
        assertThat(one.end()).contains(RunStatus.SUCCEEDED);
    }

    @Example
    void failsWithASentenceWhenNobodyCanAdvance() {
        RunInMemory run = new RunInMemory(rounds(true), 2).begun();

        run.open().forEach(entry -> run.settle(entry, TargetStatus.ABANDONED, Map.of()));

        assertThat(run.end()).contains(RunStatus.FAILED);
        assertThat(run.moves)
                .last()
                .hasToString("Fail[reason=nobody advances from round 'first': no result could be ranked for the next"
                        + " one]");
    }

    @Example
    void isNotAskedTwiceAfterAPause() {
        RunInMemory run = played(rounds(true), List.of(3, 2, 1), new Random(1));

        assertThat(rounds(true).begin(run.progress()).moves()).isEmpty();
    }

    private static List<Ranked> explained(RunInMemory run, Rounds rounds) {
        return rounds.explained(
                run.progress().memory(),
                1,
                run.entries.stream()
                        .filter(entry -> entry.stage == 1)
                        .flatMap(entry -> entry.settled.stream())
                        .toList());
    }

    private static RunInMemory toTheEnd(List<Integer> scores, Random random) {
        RunInMemory run = played(rounds(false), scores, random);
        while (!run.open().isEmpty()) {
            answerOne(run, scores, random);
        }
        return run;
    }

    /** Until the first round is over. */
    private static RunInMemory played(Rounds rounds, List<Integer> scores, Random random) {
        RunInMemory run = new RunInMemory(rounds, scores.size()).begun();
        while (run.open().stream().anyMatch(entry -> entry.stage == 1)) {
            answerOne(run, scores, random);
        }
        return run;
    }

    private static void answerOne(RunInMemory run, List<Integer> scores, Random random) {
        List<Entry> open = run.open();
        Entry entry = open.get(random.nextInt(open.size()));
        int score = scores.get(entry.position - 1);
        if (score == 0) {
            run.settle(entry, TargetStatus.ABANDONED, Map.of());
        } else {
            run.succeeds(entry, Map.of("score", score));
        }
    }

    private static Rounds rounds(boolean approval) {
        Ranking advance = ranking(TOP);
        assertThat(advance.top()).isEqualTo(OptionalInt.of(TOP));
        return new Rounds(
                List.of(
                        new Round("first", Optional.of(advance), approval),
                        new Round("second", Optional.empty(), false)),
                Optional.of(ranking(1)));
    }

    private static Ranking ranking(int top) {
        return new Ranking(
                Optional.empty(),
                List.of(new Ranking.Key(Results.insight("score"), true)),
                Optional.of(top),
                Ranking.Ties.BY_POSITION);
    }
}
