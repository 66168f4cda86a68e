package dev.switchboard.scheduler.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.switchboard.calling.Outcome;
import dev.switchboard.calling.Recipients;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every move that is not in this list is illegal. */
class StatesTest {

    private static final Set<List<Object>> LEGAL_MOVES = Set.of(
            List.of(AttemptState.PLACING, AttemptState.UNKNOWN),
            List.of(AttemptState.PLACING, AttemptState.ACCEPTED),
            List.of(AttemptState.PLACING, AttemptState.LIVE),
            List.of(AttemptState.PLACING, AttemptState.REFUSED),
            List.of(AttemptState.PLACING, AttemptState.ENDED),
            List.of(AttemptState.UNKNOWN, AttemptState.ACCEPTED),
            List.of(AttemptState.UNKNOWN, AttemptState.LIVE),
            List.of(AttemptState.UNKNOWN, AttemptState.REFUSED),
            List.of(AttemptState.UNKNOWN, AttemptState.ENDED),
            List.of(AttemptState.ACCEPTED, AttemptState.LIVE),
            List.of(AttemptState.ACCEPTED, AttemptState.ENDED),
            List.of(AttemptState.LIVE, AttemptState.ENDED),
            List.of(AttemptState.REFUSED, AttemptState.PLACING),
            List.of(CallState.QUEUED, CallState.ATTEMPTING),
            List.of(CallState.QUEUED, CallState.ABANDONED),
            List.of(CallState.QUEUED, CallState.CANCELLED),
            List.of(CallState.ATTEMPTING, CallState.QUEUED),
            List.of(CallState.ATTEMPTING, CallState.AWAITING_INSIGHT),
            List.of(CallState.ATTEMPTING, CallState.SETTLED),
            List.of(CallState.ATTEMPTING, CallState.ABANDONED),
            List.of(CallState.ATTEMPTING, CallState.CANCELLED),
            List.of(CallState.AWAITING_INSIGHT, CallState.QUEUED),
            List.of(CallState.AWAITING_INSIGHT, CallState.SETTLED),
            List.of(CallState.AWAITING_INSIGHT, CallState.ABANDONED),
            List.of(CallState.AWAITING_INSIGHT, CallState.CANCELLED));

    private static final Instant NOW = Instant.parse("2026-03-02T16:00:00Z");

    static Stream<Arguments> moves() {
        return Stream.concat(
                Stream.of(AttemptState.values())
                        .flatMap(from ->
                                Stream.of(AttemptState.values()).map(to -> Arguments.of(from, to, from.mayBecome(to)))),
                Stream.of(CallState.values())
                        .flatMap(from ->
                                Stream.of(CallState.values()).map(to -> Arguments.of(from, to, from.mayBecome(to)))));
    }

    @ParameterizedTest
    @MethodSource("moves")
    void allowsTheLegalMovesAndNoOther(Object from, Object to, boolean allowed) {
        assertThat(allowed).isEqualTo(LEGAL_MOVES.contains(List.of(from, to)));
    }

    static Stream<Arguments> factsAboutAttempts() {
        Map<String, Function<Attempt, Decision<Attempt>>> facts = Map.of(
                "accepted", attempt -> attempt.accepted(TelnyxIds.ofEvent(Optional.of("event")), NOW, NOW),
                "refused", Attempt::refused,
                "answer lost", attempt -> attempt.answerLost(NOW),
                "not seen", attempt -> attempt.notSeen(NOW),
                "seen", attempt -> attempt.seen(NOW),
                "rings", attempt -> attempt.rings(TelnyxIds.NONE, NOW, NOW),
                "answered", attempt -> attempt.answered(TelnyxIds.NONE, NOW, NOW),
                "talked", attempt -> attempt.conversationEnded(TelnyxIds.NONE, 1, NOW, NOW),
                "ended", attempt -> attempt.ended(TelnyxIds.NONE, Outcome.BUSY, NOW),
                "refused for good", attempt -> attempt.refusedForGood(NOW));
        return Stream.of(AttemptState.values())
                .flatMap(state ->
                        facts.entrySet().stream().map(fact -> Arguments.of(state, fact.getKey(), fact.getValue())));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("factsAboutAttempts")
    void anyFactMayComeInAnyState(AttemptState state, String fact, Function<Attempt, Decision<Attempt>> tell) {
        Attempt attempt = attempt(state);

        assertThatCode(() -> tell.apply(attempt)).doesNotThrowAnyException();
        Decision<Attempt> decision = tell.apply(attempt);
        decision.next().ifPresent(next -> {
            assertThat(next.state() == state || state.mayBecome(next.state())).isTrue();
            assertThat(state == AttemptState.ENDED && next.state() != AttemptState.ENDED)
                    .isFalse();
        });
        assertThat(decision.next().isPresent() || !decision.reason().isEmpty()).isTrue();
    }

    @Test
    void whatHasEndedOnlyLearnsItsId() {
        Attempt ended = attempt(AttemptState.ENDED);

        assertThat(ended.ended(TelnyxIds.NONE, Outcome.FAILED, NOW).next()).isEmpty();
        assertThat(ended.rings(TelnyxIds.NONE, NOW, NOW).next()).isEmpty();
        assertThat(ended.accepted(TelnyxIds.ofEvent(Optional.of("event")), NOW, NOW)
                        .next())
                .hasValueSatisfying(next -> assertThat(next.state()).isEqualTo(AttemptState.ENDED));
    }

    @Test
    void onlyTwoAbsencesAreCertainty() {
        Attempt once = attempt(AttemptState.PLACING).notSeen(NOW).next().orElseThrow();
        Attempt twice = once.notSeen(NOW).next().orElseThrow();

        assertThat(once.isCertainlyAbsent()).isFalse();
        assertThat(once.state()).isEqualTo(AttemptState.UNKNOWN);
        assertThat(twice.isCertainlyAbsent()).isTrue();
        assertThat(twice.seen(NOW).next().orElseThrow().isCertainlyAbsent()).isFalse();
    }

    @Test
    void aMachineIsOnlyAnOutcomeWhereAPersonIsWanted() {
        Attempt heard = attempt(AttemptState.ACCEPTED)
                .machineHeard(TelnyxIds.NONE, NOW, NOW)
                .next()
                .orElseThrow();

        assertThat(heard.outcomeOf(Outcome.COMPLETED, Recipients.SERVICE, MachineRule.CONTINUE))
                .isEqualTo(Outcome.VOICEMAIL);
        assertThat(heard.outcomeOf(Outcome.COMPLETED, Recipients.AUTOMATED, MachineRule.CONTINUE))
                .isEqualTo(Outcome.COMPLETED);
        assertThat(heard.outcomeOf(Outcome.BUSY, Recipients.SERVICE, MachineRule.CONTINUE))
                .isEqualTo(Outcome.BUSY);
    }

    private static Attempt attempt(AttemptState state) {
        return new Attempt(
                new UUID(0, 1),
                new UUID(0, 2),
                new UUID(0, 3),
                "default",
                "assistant-1",
                "+13125550100",
                "+13125550101",
                1,
                Via.SCHEDULED_EVENT,
                state,
                NOW,
                NOW,
                TelnyxIds.NONE,
                Attempt.Progress.NONE,
                NOW,
                0);
    }
}
