package dev.switchboard.insight.domain;

import static dev.switchboard.insight.domain.Fixtures.ALL_IDS;
import static dev.switchboard.insight.domain.Fixtures.CALL_IDS;
import static dev.switchboard.insight.domain.Fixtures.CONVERSATION_ID;
import static dev.switchboard.insight.domain.Fixtures.NOW;
import static dev.switchboard.insight.domain.Fixtures.PATIENCE;
import static dev.switchboard.insight.domain.Fixtures.insights;
import static dev.switchboard.insight.domain.Fixtures.quote;
import static dev.switchboard.insight.domain.Fixtures.summary;
import static dev.switchboard.insight.domain.Fixtures.template;
import static dev.switchboard.insight.domain.Fixtures.text;
import static dev.switchboard.insight.domain.Fixtures.waitingConversation;
import static dev.switchboard.insight.domain.Fixtures.waitingWithoutConversationId;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConversationTest {

    private static final Optional<Template> AT_HAND = Optional.of(template());
    private static final Optional<Template> NOT_AT_HAND = Optional.empty();
    private static final Instant OVERDUE = NOW.plus(Duration.ofMinutes(20));

    @Test
    void takesNothingFromAnotherAccountsWebhook() {
        assertThat(waitingConversation().learned(Fact.conversationEnded("another", ALL_IDS), AT_HAND, PATIENCE, NOW))
                .isInstanceOf(Decision.Rejected.class);
    }

    @Test
    void waitsForTheWebhookBeforeItLooks() {
        Conversation waiting = waitingConversation();

        assertThat(waiting.state()).isEqualTo(State.WAITING);
        assertThat(waiting.dueAt()).contains(NOW.plusSeconds(15));
        assertThat(waiting.giveUpAt()).isEqualTo(OVERDUE);
    }

    @Test
    void givesItsVerdictWithTheWebhook() {
        Decision.Accepted after = accepted(waitingConversation().learned(insights(CALL_IDS), AT_HAND, PATIENCE, NOW));

        assertThat(after.verdict())
                .contains(new Verdict(
                        Verdict.Status.VALID, Map.of("quote", 62), Optional.of("They ask for 62."), List.of()));
        assertThat(after.next().state()).isEqualTo(State.NAMING);
        assertThat(after.next().dueAt()).contains(NOW);
        assertThat(after.next().name()).contains("Call 2: Chicago Grill Co, 62");
    }

    @Test
    void givesItsVerdictOnce() {
        Conversation named = after(waitingConversation().learned(insights(CALL_IDS), AT_HAND, PATIENCE, NOW));

        assertThat(named.learned(insights(CALL_IDS), AT_HAND, PATIENCE, NOW)).isInstanceOf(Decision.Ignored.class);
        assertThat(named.learned(insights(CONVERSATION_ID), AT_HAND, PATIENCE, NOW))
                .isInstanceOf(Decision.Ignored.class);
        assertThat(named.lookedUp(LookUp.failed(Optional.empty()), AT_HAND, PATIENCE, OVERDUE))
                .isInstanceOf(Decision.Ignored.class);
        assertThat(named.templateLookedUp(Optional.empty(), AT_HAND, Optional.empty(), "", PATIENCE, OVERDUE))
                .isInstanceOf(Decision.Ignored.class);
    }

    static Stream<Arguments> results() {
        return Stream.of(
                Arguments.of(quote(Map.of("quote", 62)), Verdict.Status.VALID, Map.of("quote", 62), List.of()),
                Arguments.of(
                        quote(Map.of("quote", "sixty")),
                        Verdict.Status.INVALID,
                        Map.of("quote", "sixty"),
                        List.of("/quote: no number")),
                Arguments.of(quote(Map.of()), Verdict.Status.EMPTY, Map.of(), List.of()),
                Arguments.of(text(""), Verdict.Status.EMPTY, Map.of(), List.of()),
                Arguments.of(text(" null "), Verdict.Status.EMPTY, Map.of(), List.of()),
                Arguments.of(
                        text("sixty-two, I think"),
                        Verdict.Status.INVALID,
                        Map.of(),
                        List.of("(whole): 'sixty-two, I think', expected a JSON object")));
    }

    @ParameterizedTest
    @MethodSource("results")
    void judgesWhatTheInsightSays(
            InsightResult result, Verdict.Status status, Map<String, Object> insight, List<String> errors) {
        Fact fact = Fact.insightsGenerated("default", CALL_IDS, List.of(summary(), result));

        assertThat(accepted(waitingConversation().learned(fact, AT_HAND, PATIENCE, NOW))
                        .verdict())
                .contains(new Verdict(status, insight, Optional.of("They ask for 62."), errors));
    }

    @Test
    void waitsForTheTemplateInsteadOfGuessing() {
        Decision.Accepted checking =
                accepted(waitingConversation().learned(insights(CALL_IDS), NOT_AT_HAND, PATIENCE, NOW));
        assertThat(checking.verdict()).isEmpty();
        assertThat(checking.next().state()).isEqualTo(State.CHECKING);
        assertThat(checking.next().dueAt()).contains(NOW);

        Decision.Accepted later = accepted(checking.next()
                .templateLookedUp(Optional.empty(), NOT_AT_HAND, Optional.empty(), "HTTP 500", PATIENCE, NOW));
        assertThat(later.verdict()).isEmpty();
        assertThat(later.next().dueAt()).contains(NOW.plusMillis(22_500));

        Decision.Accepted judged =
                accepted(later.next().templateLookedUp(Optional.empty(), AT_HAND, Optional.empty(), "", PATIENCE, NOW));
        assertThat(judged.verdict()).map(Verdict::status).contains(Verdict.Status.VALID);
    }

    @Test
    void keepsTheInsightWhenItsTemplateNeverCame() {
        Conversation checking = after(waitingConversation().learned(insights(CALL_IDS), NOT_AT_HAND, PATIENCE, NOW));

        Decision.Accepted after = accepted(checking.templateLookedUp(
                Optional.empty(),
                NOT_AT_HAND,
                Optional.empty(),
                "HTTP 401",
                PATIENCE,
                OVERDUE.plus(PATIENCE.outage())));

        assertThat(after.verdict())
                .contains(new Verdict(
                        Verdict.Status.TIMED_OUT,
                        Map.of("quote", 62),
                        Optional.of("They ask for 62."),
                        List.of("its template could not be fetched: HTTP 401")));
    }

    @Test
    void asksOnceForAConversationIdThatNoWebhookTold() {
        Decision.Accepted checking =
                accepted(waitingWithoutConversationId().learned(insights(CALL_IDS), AT_HAND, PATIENCE, NOW));
        assertThat(checking.verdict()).isEmpty();
        assertThat(checking.next().dueAt()).contains(NOW);

        Decision.Accepted judged = accepted(checking.next()
                .templateLookedUp(Optional.of("conversation-1"), AT_HAND, Optional.empty(), "", PATIENCE, NOW));
        assertThat(judged.next().ids()).isEqualTo(ALL_IDS);
        assertThat(judged.verdict()).isPresent();

        Decision.Accepted unknown = accepted(
                checking.next().templateLookedUp(Optional.empty(), AT_HAND, Optional.empty(), "", PATIENCE, NOW));
        assertThat(unknown.verdict()).isPresent();
        assertThat(unknown.next().dueAt()).contains(NOW.plusSeconds(15));
    }

    @Test
    void goesOnAtOnceWhenTheConversationIdComes() {
        Conversation checking =
                after(waitingWithoutConversationId().learned(insights(CALL_IDS), AT_HAND, PATIENCE, NOW));

        Decision.Accepted after =
                accepted(checking.learned(Fact.conversationEnded("default", ALL_IDS), AT_HAND, PATIENCE, NOW));

        assertThat(after.verdict()).isPresent();
    }

    @Test
    void namesAtOnceWhenTheConversationIdComesLate() {
        Conversation checking =
                after(waitingWithoutConversationId().learned(insights(CALL_IDS), AT_HAND, PATIENCE, NOW));
        Conversation naming =
                after(checking.templateLookedUp(Optional.empty(), AT_HAND, Optional.empty(), "", PATIENCE, NOW));

        Conversation after = after(
                naming.learned(Fact.conversationEnded("default", ALL_IDS), AT_HAND, PATIENCE, NOW.plusSeconds(3)));

        assertThat(after.dueAt()).contains(NOW.plusSeconds(3));
        assertThat(after.ids()).isEqualTo(ALL_IDS);
    }

    @Test
    void looksAtOnceWhenTheWebhookLacksTheInsight() {
        Fact onlySummary = Fact.insightsGenerated("default", CALL_IDS, List.of(summary()));

        Decision.Accepted after =
                accepted(waitingConversation().learned(onlySummary, AT_HAND, PATIENCE, NOW.plusSeconds(10)));
        assertThat(after.verdict()).isEmpty();
        assertThat(after.next().dueAt()).contains(NOW.plusSeconds(10));

        Decision.Accepted empty =
                accepted(after.next().lookedUp(LookUp.completed(Optional.empty(), List.of()), AT_HAND, PATIENCE, NOW));
        assertThat(empty.verdict())
                .contains(new Verdict(Verdict.Status.EMPTY, Map.of(), Optional.of("They ask for 62."), List.of()));
        assertThat(empty.next().name()).contains("Call 2: Chicago Grill Co");
    }

    @Test
    void looksAgainAfterGrowingWaits() {
        Conversation conversation = waitingConversation();
        Instant now = NOW.plusSeconds(15);
        for (long millis : List.of(22_500L, 33_750L, 50_625L, 75_937L, 113_906L, 120_000L, 120_000L)) {
            conversation = after(conversation.lookedUp(LookUp.pending(Optional.empty()), NOT_AT_HAND, PATIENCE, now));
            assertThat(conversation.dueAt()).contains(now.plusMillis(millis));
            now = conversation.dueAt().orElseThrow();
        }
    }

    @Test
    void looksALastTimeAtTheDeadline() {
        Instant shortlyBefore = OVERDUE.minusSeconds(1);

        Conversation after = after(
                waitingConversation().lookedUp(LookUp.pending(Optional.empty()), NOT_AT_HAND, PATIENCE, shortlyBefore));

        assertThat(after.dueAt()).contains(OVERDUE);
    }

    @Test
    void obeysTelnyxWhenItAsksToWait() {
        LookUp throttled = LookUp.unknown(Optional.empty(), Optional.of(Duration.ofMinutes(5)), "HTTP 429");

        Conversation after = after(waitingConversation().lookedUp(throttled, NOT_AT_HAND, PATIENCE, NOW));

        assertThat(after.dueAt()).contains(NOW.plus(Duration.ofMinutes(5)));
    }

    static Stream<Arguments> lookUps() {
        Optional<String> none = Optional.empty();
        return Stream.of(
                Arguments.of(LookUp.completed(none, List.of(quote(Map.of("quote", 62)))), Verdict.Status.VALID),
                Arguments.of(LookUp.completed(none, List.of()), Verdict.Status.EMPTY),
                Arguments.of(LookUp.failed(none), Verdict.Status.EMPTY),
                Arguments.of(LookUp.pending(none), Verdict.Status.TIMED_OUT));
    }

    @ParameterizedTest
    @MethodSource("lookUps")
    void theLastLookUpDecides(LookUp lookUp, Verdict.Status status) {
        Decision.Accepted after = accepted(waitingConversation().lookedUp(lookUp, AT_HAND, PATIENCE, OVERDUE));

        assertThat(after.verdict()).map(Verdict::status).contains(status);
    }

    @Test
    void thatTelnyxCannotBeAskedSaysNothingAboutTheInsight() {
        LookUp failed = LookUp.unknown(Optional.empty(), Optional.empty(), "HTTP 500");
        Conversation waiting = after(waitingConversation().lookedUp(failed, AT_HAND, PATIENCE, OVERDUE));
        assertThat(waiting.dueAt()).hasValueSatisfying(due -> assertThat(due).isAfter(OVERDUE));

        Instant outageOver = OVERDUE.plus(PATIENCE.outage());
        assertThat(accepted(waiting.lookedUp(failed, AT_HAND, PATIENCE, outageOver))
                        .verdict())
                .map(Verdict::status)
                .contains(Verdict.Status.TIMED_OUT);
    }

    @Test
    void afterAnOutageTelnyxGetsTheTimeThatItWouldHaveHad() {
        Instant later = OVERDUE.plus(Duration.ofHours(1));
        LookUp pending = LookUp.pending(Optional.empty());

        Conversation waiting = after(waitingConversation().lookedUp(pending, AT_HAND, PATIENCE, later));
        assertThat(waiting.giveUpAt()).isEqualTo(later.plus(PATIENCE.insights()));

        assertThat(accepted(waiting.lookedUp(pending, AT_HAND, PATIENCE, waiting.giveUpAt()))
                        .verdict())
                .map(Verdict::status)
                .contains(Verdict.Status.TIMED_OUT);
    }

    @Test
    void rejectsAnotherConversationOfTheSameCall() {
        TelnyxIds other = new TelnyxIds(Optional.of("conversation-2"), Optional.empty(), Optional.of("session-1"));

        assertThat(waitingConversation().learned(insights(other), AT_HAND, PATIENCE, NOW))
                .isInstanceOf(Decision.Rejected.class);
    }

    @Test
    void ignoresARepeatedEndOfTheConversation() {
        assertThat(waitingConversation().learned(Fact.conversationEnded("default", ALL_IDS), AT_HAND, PATIENCE, NOW))
                .isInstanceOf(Decision.Ignored.class);
    }

    @Test
    void isSettledOnceNamed() {
        Conversation naming = after(waitingConversation().learned(insights(CALL_IDS), AT_HAND, PATIENCE, NOW));

        Conversation again = after(naming.namingTried(naming(Naming.Result.AGAIN, Optional.empty()), PATIENCE, NOW));
        assertThat(again.state()).isEqualTo(State.NAMING);
        assertThat(again.dueAt()).contains(NOW.plusMillis(22_500));

        Conversation settled = after(again.namingTried(naming(Naming.Result.NAMED, Optional.empty()), PATIENCE, NOW));
        assertThat(settled.state()).isEqualTo(State.SETTLED);
        assertThat(settled.dueAt()).isEmpty();
        assertThat(settled.namingTried(naming(Naming.Result.NAMED, Optional.empty()), PATIENCE, NOW))
                .isInstanceOf(Decision.Ignored.class);
    }

    @Test
    void staysUnnamedWhenTelnyxRefusesOrTimeIsUp() {
        Conversation naming = after(waitingConversation().learned(insights(CALL_IDS), AT_HAND, PATIENCE, NOW));

        assertThat(after(naming.namingTried(naming(Naming.Result.NEVER, Optional.empty()), PATIENCE, NOW))
                        .state())
                .isEqualTo(State.SETTLED);
        assertThat(after(naming.namingTried(
                                naming(Naming.Result.AGAIN, Optional.empty()), PATIENCE, NOW.plus(Duration.ofDays(1))))
                        .state())
                .isEqualTo(State.SETTLED);
    }

    private static Naming naming(Naming.Result result, Optional<String> conversationId) {
        return new Naming(conversationId, result, Optional.empty(), "");
    }

    private static Conversation after(Decision decision) {
        return accepted(decision).next();
    }

    private static Decision.Accepted accepted(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return (Decision.Accepted) decision;
    }
}
