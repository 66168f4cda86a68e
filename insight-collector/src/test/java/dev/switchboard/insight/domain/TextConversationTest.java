package dev.switchboard.insight.domain;

import static dev.switchboard.insight.domain.Fixtures.CONVERSATION_ID;
import static dev.switchboard.insight.domain.Fixtures.NOW;
import static dev.switchboard.insight.domain.Fixtures.PATIENCE;
import static dev.switchboard.insight.domain.Fixtures.insights;
import static dev.switchboard.insight.domain.Fixtures.template;
import static dev.switchboard.insight.domain.Fixtures.waitingText;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextConversationTest {

    @Test
    void isWaitedForUntilNobodyIsExpectedToAnswer() {
        assertThat(waitingText().giveUpAt()).isEqualTo(NOW.plus(Duration.ofHours(12)));
        Instant late = NOW.plus(Duration.ofHours(2));

        Decision.Accepted waits =
                accepted(waitingText().lookedUp(LookUp.pending(Optional.empty()), Optional.empty(), PATIENCE, late));

        assertThat(waits.verdict()).isEmpty();
    }

    @Test
    void timesOutWithoutAnAnswer() {
        Decision.Accepted over = accepted(waitingText()
                .lookedUp(
                        LookUp.pending(Optional.empty()), Optional.empty(), PATIENCE, NOW.plus(Duration.ofHours(12))));

        assertThat(over.verdict().map(Verdict::status)).contains(Verdict.Status.TIMED_OUT);
    }

    @Test
    void aWebhookOnlyMakesItLook() {
        Instant later = NOW.plusSeconds(60);

        Decision.Accepted told =
                accepted(waitingText().learned(insights(CONVERSATION_ID), Optional.of(template()), PATIENCE, later));

        assertThat(told.verdict()).isEmpty();
        assertThat(told.next().dueAt()).contains(later);
    }

    @Test
    void anAnswerThatIsLookedUpGivesTheVerdict() {
        LookUp found = LookUp.completed(
                Optional.of("conversation-1"), List.of(Fixtures.quote(Map.of("quote", 62)), Fixtures.summary()));

        Decision.Accepted told =
                accepted(waitingText().lookedUp(found, Optional.of(template()), PATIENCE, NOW.plusSeconds(600)));

        assertThat(told.verdict().map(Verdict::status)).contains(Verdict.Status.VALID);
    }

    private static Decision.Accepted accepted(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return (Decision.Accepted) decision;
    }
}
