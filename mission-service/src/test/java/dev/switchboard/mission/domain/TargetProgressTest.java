package dev.switchboard.mission.domain;

import static dev.switchboard.mission.domain.Facts.after;
import static dev.switchboard.mission.domain.Facts.ended;
import static dev.switchboard.mission.domain.Facts.givenUp;
import static dev.switchboard.mission.domain.Facts.insight;
import static dev.switchboard.mission.domain.Facts.scheduled;
import static dev.switchboard.mission.domain.Facts.talked;
import static dev.switchboard.mission.domain.Facts.talkedWithoutInsight;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetProgressTest {

    @Test
    void settlesOnAValidInsight() {
        TargetProgress talked = after(scheduled(1), talked(1, 95));

        Verdict<TargetProgress> verdict = talked.after(insight(1, InsightStatus.VALID));

        assertThat(talked.status()).isEqualTo(TargetStatus.IN_PROGRESS);
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        accepted -> assertThat(accepted.settled()).isTrue());
        TargetProgress settled = verdict.accepted().orElseThrow();
        assertThat(settled.status()).isEqualTo(TargetStatus.SUCCEEDED);
        assertThat(settled.usableInsight()).isEqualTo(Facts.QUOTE);
        assertThat(settled.summary()).contains("Agreed to 62.");
        assertThat(settled.durationSecs()).isEqualTo(95);
        assertThat(settled.conversationId()).contains("conversation-1");
    }

    @Test
    void settlesWithoutInsightWhenNoneIsExtracted() {
        Verdict<TargetProgress> verdict = after(scheduled(1)).after(talkedWithoutInsight(1, 40));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        accepted -> assertThat(accepted.settled()).isTrue());
        assertThat(verdict.accepted().orElseThrow().usableInsight()).isEmpty();
    }

    @Test
    void keepsDurationThatComesAfterTheInsight() {
        TargetProgress settled = after(scheduled(1), insight(1, InsightStatus.VALID));

        Verdict<TargetProgress> verdict = settled.after(talked(1, 95));

        assertThat(verdict)
                .isEqualTo(new Verdict.Accepted<>(
                        after(scheduled(1), talked(1, 95), insight(1, InsightStatus.VALID)), false));
    }

    @Test
    void keepsAnInvalidInsightWithoutUsingIt() {
        TargetProgress progress = after(scheduled(1), talked(1, 60), insight(1, InsightStatus.INVALID));

        assertThat(progress.status()).isEqualTo(TargetStatus.FAILED);
        assertThat(progress.lastOutcome()).contains(CallOutcome.EMPTY_INSIGHT);
        assertThat(progress.insight()).containsEntry("per_person", "cheap");
        assertThat(progress.insightErrors()).containsExactly("per_person: a number");
        assertThat(progress.usableInsight()).isEmpty();
    }

    @Test
    void replacesAnInvalidInsightByTheValidOneOfTheNextAttempt() {
        TargetProgress progress = after(
                talked(1, 60),
                insight(1, InsightStatus.INVALID),
                scheduled(2),
                talked(2, 65),
                insight(2, InsightStatus.VALID));

        assertThat(progress.status()).isEqualTo(TargetStatus.SUCCEEDED);
        assertThat(progress.usableInsight()).isEqualTo(Facts.QUOTE);
        assertThat(progress.insightErrors()).isEmpty();
        assertThat(progress.attempts()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"NO_ANSWER,NO_ANSWER", "BUSY,BUSY", "FAILED,FAILED", "CANCELED,FAILED", "VOICEMAIL,NO_ANSWER"})
    void showsTheOutcomeWhileAnotherAttemptIsAwaited(CallOutcome outcome, TargetStatus status) {
        TargetProgress progress = after(scheduled(1), ended(1, outcome));

        assertThat(progress.status()).isEqualTo(status);
        assertThat(progress.lastOutcome()).contains(outcome);
    }

    @Test
    void isScheduledAgainWithTheNextAttempt() {
        TargetProgress progress = after(scheduled(1), ended(1, CallOutcome.BUSY), scheduled(2));

        assertThat(progress.status()).isEqualTo(TargetStatus.SCHEDULED);
    }

    @ParameterizedTest
    @CsvSource({
        "RETRIES_USED_UP,NO_ANSWER,ABANDONED",
        "RETRIES_USED_UP,EMPTY_INSIGHT,ABANDONED",
        "RETRIES_USED_UP,VOICEMAIL,VOICEMAIL",
        "REFUSED,,ABANDONED",
        "CANCELLED,BUSY,CANCELLED",
        "SUPPRESSED,,SKIPPED",
        "NO_WINDOW,,SKIPPED",
        "INVALID_NUMBER,,SKIPPED"
    })
    void givesUpByReason(AbandonReason reason, CallOutcome lastOutcome, TargetStatus status) {
        Verdict<TargetProgress> verdict =
                TargetProgress.UNTOUCHED.after(givenUp(reason, lastOutcome, lastOutcome == null ? 0 : 2));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        accepted -> assertThat(accepted.settled()).isTrue());
        TargetProgress progress = verdict.accepted().orElseThrow();
        assertThat(progress.status()).isEqualTo(status);
        assertThat(progress.reason()).contains(reason.word());
        assertThat(progress.lastOutcome()).isEqualTo(Optional.ofNullable(lastOutcome));
    }

    @Test
    void ignoresWhatItKnows() {
        TargetProgress progress = after(scheduled(1), ended(1, CallOutcome.BUSY), scheduled(2));

        assertThat(progress.after(scheduled(2)).refusal()).contains("attempt 2 was known to be scheduled");
        assertThat(progress.after(scheduled(1)).refusal()).isPresent();
        assertThat(progress.after(ended(1, CallOutcome.BUSY)).refusal()).contains("the end of attempt 1 was known");
    }

    @Test
    void ignoresGivingUpWhatHasSucceeded() {
        TargetProgress succeeded = after(scheduled(1), talked(1, 9), insight(1, InsightStatus.VALID));

        assertThat(succeeded.after(givenUp(AbandonReason.CANCELLED, CallOutcome.COMPLETED, 1)))
                .isEqualTo(new Verdict.Ignored<>("it is succeeded already"));
    }

    @Test
    void rejectsAttemptsThatCannotBe() {
        assertThat(TargetProgress.UNTOUCHED.after(scheduled(0))).isInstanceOf(Verdict.Rejected.class);
        assertThat(TargetProgress.UNTOUCHED.after(ended(-1, CallOutcome.BUSY))).isInstanceOf(Verdict.Rejected.class);
        assertThat(TargetProgress.UNTOUCHED.after(insight(0, InsightStatus.VALID)))
                .isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    void isDroppedOnlyOnce() {
        TargetProgress dropped = TargetProgress.UNTOUCHED
                .dropped("the run was cancelled")
                .accepted()
                .orElseThrow();

        assertThat(dropped.status()).isEqualTo(TargetStatus.CANCELLED);
        assertThat(dropped.reason()).contains("the run was cancelled");
        assertThat(dropped.dropped("again")).isInstanceOf(Verdict.Ignored.class);
    }

    @Test
    void showsStrategiesOnlyAValidInsight() {
        Target target = new Target("Lakefront", "+13125550101", Optional.empty(), 0, Optional.empty(), Map.of());
        TargetProgress invalid = after(
                talked(1, 60),
                insight(1, InsightStatus.INVALID),
                givenUp(AbandonReason.RETRIES_USED_UP, CallOutcome.EMPTY_INSIGHT, 1));

        Settled settled = invalid.settledAs(3, 1, 1, target);

        assertThat(settled.usable()).isFalse();
        assertThat(settled.insight()).isEmpty();
        assertThat(settled.call())
                .isEqualTo(new CallFacts(Optional.of(CallOutcome.EMPTY_INSIGHT), 1, 60, Optional.of("conversation-1")));
    }
}
