package dev.switchboard.scheduler.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.calling.Outcome;
import dev.switchboard.calling.Terms;
import dev.switchboard.calling.TimesOfDay;
import dev.switchboard.events.CallCancelled;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.InsightReady;
import dev.switchboard.events.MalformedEventException;
import dev.switchboard.events.RetryRule;
import dev.switchboard.events.TelnyxWebhook;
import dev.switchboard.events.Topic;
import dev.switchboard.events.contract.EventContract;
import dev.switchboard.scheduler.domain.Attempt;
import dev.switchboard.scheduler.domain.AttemptState;
import dev.switchboard.scheduler.domain.Call;
import dev.switchboard.scheduler.domain.CallState;
import dev.switchboard.scheduler.domain.HangupCause;
import dev.switchboard.scheduler.domain.TelnyxIds;
import dev.switchboard.scheduler.domain.Via;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContractTest {

    private static final Instant NOW = Instant.parse("2026-03-10T15:02:58Z");
    private static final List<ZoneId> CHICAGO = List.of(ZoneId.of("America/Chicago"));

    private static CallRequested request() {
        return EventJson.read(EventContract.sample(Topic.CALL_REQUESTED), CallRequested.class);
    }

    private static Attempt attempt(CallRequested request) {
        return new Attempt(
                UUID.randomUUID(),
                request.callId(),
                request.runId(),
                request.account(),
                request.assistantId(),
                request.from(),
                request.target().phone(),
                1,
                Via.SCHEDULED_EVENT,
                AttemptState.PLACING,
                NOW,
                NOW.plusSeconds(65),
                TelnyxIds.NONE,
                Attempt.Progress.NONE,
                NOW,
                0);
    }

    private static Call call(CallRequested request) {
        return new Call(
                request.callId(),
                request.runId(),
                request.account(),
                CallState.ATTEMPTING,
                NOW,
                1,
                Optional.empty(),
                Map.of(),
                Optional.of(Outcome.BUSY),
                0,
                false,
                Optional.empty(),
                TimesOfDay.NONE,
                false);
    }

    private static void keepsTheContract(Topic topic, Object body) {
        assertThat(EventContract.violations(topic, EventJson.write(body).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void whatIsSaidKeepsTheContract() {
        CallRequested request = request();
        Attempt accepted = attempt(request)
                .accepted(TelnyxIds.ofEvent(Optional.of("event-1")), NOW, NOW)
                .next()
                .orElseThrow();
        Attempt ended = accepted.ended(TelnyxIds.ofCall(Optional.of("v3:a"), Optional.of("s")), Outcome.BUSY, NOW)
                .next()
                .orElseThrow();

        keepsTheContract(Topic.CALL_SCHEDULED, CallEvents.callScheduled(request, accepted));
        keepsTheContract(Topic.CALL_COMPLETED, CallEvents.callCompleted(request, ended, Optional.empty()));
        keepsTheContract(Topic.CALL_COMPLETED, CallEvents.callCompleted(request, ended, Optional.of(NOW)));
    }

    @ParameterizedTest
    @EnumSource(Call.Giveup.class)
    void everyGiveupHasItsReason(Call.Giveup giveup) {
        CallRequested request = request();
        Call.Next next = new Call.Next(call(request), Optional.empty(), Optional.of(giveup), "because");

        keepsTheContract(Topic.CALL_ABANDONED, CallEvents.callAbandoned(request, next, NOW));
    }

    @Test
    void everySampleThatIsConsumedCanBeRead() {
        Terms terms = TermsOfRequest.read(request(), CHICAGO);
        assertThat(terms.nextOpening(NOW, Duration.ZERO)).isPresent();
        EventContract.variants(Topic.CALL_REQUESTED)
                .values()
                .forEach(body -> TermsOfRequest.read(EventJson.read(body, CallRequested.class), CHICAGO));
        EventContract.variants(Topic.CALL_CANCELLED)
                .values()
                .forEach(body -> EventJson.read(body, CallCancelled.class));
        EventContract.variants(Topic.INSIGHT_READY).values().forEach(body -> EventJson.read(body, InsightReady.class));
    }

    @Test
    void webhooksAreUnderstood() {
        CallWebhook hangup =
                CallWebhook.read(EventJson.read(EventContract.sample(Topic.TELNYX_WEBHOOK), TelnyxWebhook.class));
        assertThat(hangup.kind()).isEqualTo(CallWebhook.Kind.HANGUP);
        assertThat(hangup.cause()).isNotEqualTo(HangupCause.UNSPECIFIED);
        assertThat(hangup.to()).startsWith("+");
        assertThat(hangup.ids().callControlId()).isPresent();

        CallWebhook talked = CallWebhook.read(
                EventJson.read(EventContract.sample(Topic.TELNYX_WEBHOOK, "conversation_ended"), TelnyxWebhook.class));
        assertThat(talked.ids().conversationId()).isPresent();
        assertThat(talked.conversationSecs()).isPositive();
        assertThat(CallWebhook.kindOf("call.conversation_insights.generated")).isEmpty();
    }

    @Test
    void aRequestThatMakesNoSenseIsToldWhichFieldIsWrong() {
        assertThatThrownBy(() -> TermsOfRequest.read(with(Map.of("rude", new RetryRule(1, List.of()))), CHICAGO))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining("'rude'");
        assertThatThrownBy(() -> TermsOfRequest.read(with(Map.of("busy", new RetryRule(1, List.of("later")))), CHICAGO))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining("retry.busy")
                .hasMessageContaining("'later'");
    }

    private static CallRequested with(Map<String, RetryRule> retry) {
        CallRequested request = request();
        return new CallRequested(
                request.callId(),
                request.missionId(),
                request.runId(),
                request.account(),
                request.stepId(),
                request.sequence(),
                request.target(),
                request.from(),
                request.assistantId(),
                request.channel(),
                request.variables(),
                request.insight(),
                request.recipients(),
                retry,
                request.window(),
                request.priority(),
                request.deadline(),
                request.limits(),
                request.requestedAt());
    }
}
