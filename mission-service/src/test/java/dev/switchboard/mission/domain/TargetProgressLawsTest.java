package dev.switchboard.mission.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TargetProgressLawsTest {

    @Property
    void theSameFactsLeadToTheSameProgressInWhateverOrder(
            @ForAll("histories") List<TargetFact> history, @ForAll Random random) {
        List<TargetFact> shuffled = new ArrayList<>(history);
        shuffled.addAll(history.subList(0, history.size() / 2));
        Collections.shuffle(shuffled, random);

        assertThat(Facts.after(shuffled)).isEqualTo(Facts.after(history));
    }

    @Property
    void aFinalStatusNeverChangesAndIsSettledOnce(@ForAll("anyFacts") List<TargetFact> facts) {
        TargetProgress progress = TargetProgress.UNTOUCHED;
        int settled = 0;
        for (TargetFact fact : facts) {
            TargetStatus before = progress.status();
            Verdict<TargetProgress> verdict = progress.after(fact);
            progress = verdict.accepted().orElse(progress);
            if (before.isFinal()) {
                assertThat(progress.status()).isEqualTo(before);
            }
            settled += verdict instanceof Verdict.Accepted<TargetProgress> accepted && accepted.settled() ? 1 : 0;
        }
        assertThat(settled).isEqualTo(progress.status().isFinal() ? 1 : 0);
    }

    @Property
    void aFactToldTwiceIsIgnoredTheSecondTime(@ForAll("anyFacts") List<TargetFact> facts) {
        TargetProgress progress = TargetProgress.UNTOUCHED;
        for (TargetFact fact : facts) {
            progress = progress.after(fact).accepted().orElse(progress);
            assertThat(progress.after(fact)).isInstanceOf(Verdict.Ignored.class);
        }
    }

    /** What call-scheduler and insight-collector can tell about one call, in the order in which it happened. */
    @Provide
    Arbitrary<List<TargetFact>> histories() {
        Arbitrary<List<Integer>> fruitless =
                Arbitraries.integers().between(0, 6).list().ofMaxSize(4);
        return Combinators.combine(fruitless, Arbitraries.integers().between(0, 4))
                .as(TargetProgressLawsTest::history);
    }

    private static List<TargetFact> history(List<Integer> fruitless, int end) {
        List<TargetFact> facts = new ArrayList<>();
        CallOutcome last = null;
        for (int kind : fruitless) {
            int attempt = facts.stream()
                            .mapToInt(fact -> fact instanceof TargetFact.Scheduled ? 1 : 0)
                            .sum()
                    + 1;
            facts.add(Facts.scheduled(attempt));
            last = fruitlessAttempt(facts, attempt, kind);
        }
        int attempts = fruitless.size();
        switch (end) {
            case 0 -> {
                facts.add(Facts.scheduled(attempts + 1));
                facts.add(Facts.talked(attempts + 1, 77));
                facts.add(Facts.insight(attempts + 1, InsightStatus.VALID));
            }
            case 1 -> facts.add(Facts.givenUp(AbandonReason.RETRIES_USED_UP, last, attempts));
            case 2 -> facts.add(Facts.givenUp(AbandonReason.CANCELLED, last, attempts));
            case 3 -> facts.add(Facts.scheduled(attempts + 1));
            default -> {
                facts.add(Facts.scheduled(attempts + 1));
                facts.add(Facts.talkedWithoutInsight(attempts + 1, 12));
            }
        }
        return facts;
    }

    private static CallOutcome fruitlessAttempt(List<TargetFact> facts, int attempt, int kind) {
        List<CallOutcome> unanswered =
                List.of(CallOutcome.NO_ANSWER, CallOutcome.BUSY, CallOutcome.FAILED, CallOutcome.VOICEMAIL);
        if (kind < unanswered.size()) {
            facts.add(Facts.ended(attempt, unanswered.get(kind)));
            return unanswered.get(kind);
        }
        facts.add(Facts.talked(attempt, 10 * attempt));
        facts.add(Facts.insight(
                attempt,
                List.of(InsightStatus.INVALID, InsightStatus.EMPTY, InsightStatus.TIMED_OUT)
                        .get(kind - unanswered.size())));
        return CallOutcome.EMPTY_INSIGHT;
    }

    /** Facts no honest service would tell in this combination. */
    @Provide
    Arbitrary<List<TargetFact>> anyFacts() {
        Arbitrary<Integer> attempt = Arbitraries.integers().between(1, 4);
        Arbitrary<TargetFact> ended =
                Combinators.combine(attempt, Arbitraries.of(CallOutcome.class)).as(Facts::ended);
        Arbitrary<TargetFact> insight = Combinators.combine(attempt, Arbitraries.of(InsightStatus.class))
                .as(Facts::insight);
        Arbitrary<TargetFact> givenUp = Combinators.combine(
                        Arbitraries.of(AbandonReason.class), Arbitraries.of(CallOutcome.class), attempt)
                .as(Facts::givenUp);
        return Arbitraries.oneOf(List.of(
                        attempt.map(Facts::scheduled), attempt.map(n -> Facts.talked(n, n)), ended, insight, givenUp))
                .list()
                .ofMaxSize(12);
    }
}
