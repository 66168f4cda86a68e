package dev.switchboard.scheduler;

import static dev.switchboard.scheduler.Scene.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.CallAbandoned;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.InsightReady;
import dev.switchboard.events.Outcome;
import dev.switchboard.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Ports.class, restrictToAnnotatedClass = false)
class CallsAreFollowedTest {

    private static final String ACCOUNT = Ports.LARGE;

    @Inject
    Scene scene;

    @Inject
    FakeTelnyx telnyx;

    @Inject
    TestClock clock;

    @Inject
    Bus bus;

    private final UUID run = UUID.randomUUID();
    private String phone;

    @BeforeEach
    void begin() {
        scene.begin();
        phone = scene.newNumber();
    }

    private CallRequested acceptedCall(boolean withInsight) {
        CallRequested call = scene.call(ACCOUNT, run, phone, withInsight, "service");
        bus.say(Topic.CALL_REQUESTED, ACCOUNT, call);
        soon().until(() -> scene.attemptState(call.callId()).equals("ACCEPTED"));
        return call;
    }

    @Test
    void asksTelnyxForTheCallAndTellsOfIt() {
        CallRequested call = acceptedCall(false);

        soon().until(() -> scene.scheduled(run).size() == 1);
        var request = telnyx.requestsFor(phone).get(0);
        assertThat(request.getString("scheduled_at_fixed_datetime")).isEqualTo("2026-03-02T16:00:01Z");
        assertThat(request.getString("telnyx_agent_target")).isEqualTo(Scene.OUR_NUMBER);
        assertThat(request.containsKey("max_retries_client_errors")).isFalse();
        assertThat(request.getJsonObject("dynamic_variables").getMap()).isEqualTo(Map.of("best_quote", "65"));
        var told = scene.scheduled(run).get(0);
        assertThat(request.getJsonObject("conversation_metadata").getMap())
                .isEqualTo(Map.of(
                        "mission_id", call.missionId().toString(),
                        "mission_run_id", run.toString(),
                        "mission_step_id", "calls",
                        "call_id", call.callId().toString(),
                        "attempt_id", told.attemptId().toString()));
        assertThat(told.attempt()).isEqualTo(1);
        assertThat(told.scheduledEventId()).isPresent();
    }

    @Test
    void callsOnceHoweverOftenItIsAsked() {
        CallRequested call = scene.call(ACCOUNT, run, phone, false, "service");
        UUID eventId = bus.say(Topic.CALL_REQUESTED, ACCOUNT, call);
        bus.say(eventId, Topic.CALL_REQUESTED, ACCOUNT, EventJson.write(call).getBytes(StandardCharsets.UTF_8));
        bus.say(Topic.CALL_REQUESTED, ACCOUNT, call);
        CallRequested after = scene.requested(ACCOUNT, run, scene.newNumber());

        soon().until(() -> scene.attemptState(after.callId()).equals("ACCEPTED"));
        assertThat(telnyx.requestsFor(phone)).hasSize(1);
    }

    @Test
    void endsAnAttemptOnceHoweverOftenItsHangupIsDelivered() {
        acceptedCall(false);
        clock.advance(Duration.ofSeconds(10));
        var hangup =
                scene.hook(ACCOUNT, "call.hangup", phone, "v3:a", clock.instant(), Map.of("hangup_cause", "user_busy"));
        UUID first = bus.say(Topic.TELNYX_WEBHOOK, "session-v3:a", hangup);
        bus.say(
                first,
                Topic.TELNYX_WEBHOOK,
                "session-v3:a",
                EventJson.write(hangup).getBytes(StandardCharsets.UTF_8));
        bus.say(Topic.TELNYX_WEBHOOK, "session-v3:a", hangup);
        scene.hangsUp(ACCOUNT, phone, "v3:a", "normal_clearing");

        soon().until(() -> !scene.completed(run).isEmpty());
        clock.advance(Duration.ofMinutes(15));
        soon().until(() -> telnyx.requestsFor(phone).size() == 2);
        assertThat(scene.completed(run)).hasSize(1);
        var completed = scene.completed(run).get(0);
        assertThat(completed.outcome()).isEqualTo(Outcome.BUSY);
        assertThat(completed.nextAttemptAt())
                .contains(TestClock.MONDAY_10_IN_CHICAGO.plusSeconds(10).plus(Duration.ofMinutes(15)));
        assertThat(scene.abandoned(run)).isEmpty();
    }

    @Test
    void measuresTheConversation() {
        acceptedCall(false);
        clock.advance(Duration.ofSeconds(2));
        scene.webhook(ACCOUNT, "call.initiated", phone, "v3:b", Map.of());
        clock.advance(Duration.ofSeconds(8));
        scene.webhook(ACCOUNT, "call.answered", phone, "v3:b", Map.of());
        clock.advance(Duration.ofSeconds(95));
        scene.hangsUp(ACCOUNT, phone, "v3:b", "normal_clearing");

        soon().until(() -> scene.completed(run).size() == 1);
        var completed = scene.completed(run).get(0);
        assertThat(completed.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(completed.durationSecs()).isEqualTo(95);
        assertThat(completed.callControlId()).contains("v3:b");
        assertThat(completed.nextAttemptAt()).isEmpty();
        assertThat(scene.callState(completed.callId())).isEqualTo("SETTLED");
    }

    @Test
    void takesAConversationsEndBeforeTheHangup() {
        acceptedCall(true);
        clock.advance(Duration.ofSeconds(60));
        scene.webhook(
                ACCOUNT,
                "call.conversation.ended",
                phone,
                "v3:c",
                Map.of("conversation_id", "conversation-7", "duration_sec", 47));
        scene.hangsUp(ACCOUNT, phone, "v3:c", "normal_clearing");

        soon().until(() -> scene.completed(run).size() == 1);
        assertThat(scene.completed(run).get(0).conversationId()).contains("conversation-7");
        assertThat(scene.completed(run).get(0).durationSecs()).isEqualTo(47);
        assertThat(scene.callState(scene.completed(run).get(0).callId())).isEqualTo("AWAITING_INSIGHT");
    }

    @Test
    void aMachineThatAnswersIsVoicemail() {
        acceptedCall(false);
        scene.webhook(ACCOUNT, "call.machine.premium.detection.ended", phone, "v3:d", Map.of("result", "machine"));
        scene.hangsUp(ACCOUNT, phone, "v3:d", "normal_clearing");

        soon().until(() -> scene.completed(run).size() == 1);
        assertThat(scene.completed(run).get(0).outcome()).isEqualTo(Outcome.VOICEMAIL);
        assertThat(scene.completed(run).get(0).nextAttemptAt())
                .contains(TestClock.MONDAY_10_IN_CHICAGO.plus(Duration.ofDays(1)));
    }

    @Test
    void aMachineThatIsToldOfOnlyAfterTheHangupIsVoicemailToo() {
        CallRequested call = acceptedCall(true);
        scene.hangsUp(ACCOUNT, phone, "v3:m", "normal_clearing");
        soon().until(() -> scene.callState(call.callId()).equals("AWAITING_INSIGHT"));
        scene.webhook(ACCOUNT, "call.machine.premium.detection.ended", phone, "v3:m", Map.of("result", "machine"));
        soon().until(() -> scene.sql("select 1 from attempt where call_id = $1 and machine", call.callId())
                        .size()
                == 1);

        scene.insight(call, scene.completed(run).get(0).attemptId(), InsightReady.Status.EMPTY);

        soon().until(() -> scene.callState(call.callId()).equals("QUEUED"));
        assertThat(scene.sql("select last_outcome from call where id = $1", call.callId())
                        .get(0)
                        .getString(0))
                .isEqualTo("VOICEMAIL");
    }

    @Test
    void ignoresLateWebhooksOfAnEarlierAttempt() {
        CallRequested call = acceptedCall(false);
        clock.advance(Duration.ofSeconds(5));
        Instant first = clock.instant();
        scene.hangsUp(ACCOUNT, phone, "v3:first", "user_busy");
        soon().until(() -> scene.completed(run).size() == 1);
        clock.advance(Duration.ofMinutes(15));
        soon().until(() -> scene.scheduled(run).size() == 2);

        scene.webhook(ACCOUNT, "call.initiated", phone, "v3:first", first, Map.of());
        scene.webhook(ACCOUNT, "call.hangup", phone, "v3:other", first, Map.of("hangup_cause", "user_busy"));
        scene.hangsUp(ACCOUNT, phone, "v3:first", "user_busy");
        CallRequested after = scene.requested(ACCOUNT, run, scene.newNumber());
        soon().until(() -> scene.attemptState(after.callId()).equals("ACCEPTED"));

        assertThat(scene.completed(run)).hasSize(1);
        assertThat(scene.attemptState(call.callId())).isEqualTo("ACCEPTED");
    }

    @Test
    void callsAgainAfterAnEmptyInsightAndAbandonsAfterTheLast() {
        CallRequested call = acceptedCall(true);
        for (int attempt = 1; attempt <= 3; attempt++) {
            int number = attempt;
            soon().until(() -> scene.scheduled(run).size() == number);
            clock.advance(Duration.ofSeconds(30));
            scene.hangsUp(ACCOUNT, phone, "v3:e" + attempt, "normal_clearing");
            soon().until(() -> scene.completed(run).size() == number);
            scene.insight(call, scene.completed(run).get(number - 1).attemptId(), InsightReady.Status.EMPTY);
            soon().until(() -> !scene.callState(call.callId()).equals("AWAITING_INSIGHT"));
            clock.advance(Duration.ofHours(1));
        }

        soon().until(() -> scene.abandoned(run).size() == 1);
        CallAbandoned abandoned = scene.abandoned(run).get(0);
        assertThat(abandoned.reason()).isEqualTo(CallAbandoned.Reason.RETRIES_USED_UP);
        assertThat(abandoned.lastOutcome()).contains(Outcome.EMPTY_INSIGHT);
        assertThat(abandoned.attempts()).isEqualTo(3);
        assertThat(telnyx.requestsFor(phone)).hasSize(3);
    }

    @Test
    void aValidInsightSettlesTheCall() {
        CallRequested call = acceptedCall(true);
        scene.hangsUp(ACCOUNT, phone, "v3:f", "normal_clearing");
        soon().until(() -> scene.completed(run).size() == 1);
        scene.insight(call, UUID.randomUUID(), InsightReady.Status.EMPTY);
        scene.insight(call, scene.completed(run).get(0).attemptId(), InsightReady.Status.VALID);

        soon().until(() -> scene.callState(call.callId()).equals("SETTLED"));
        assertThat(scene.abandoned(run)).isEmpty();
    }

    @Test
    void doesNotCallANumberThatIsNone() {
        scene.requested(ACCOUNT, run, "12");

        soon().until(() -> scene.abandoned(run).size() == 1);
        assertThat(scene.abandoned(run).get(0).reason()).isEqualTo(CallAbandoned.Reason.REFUSED);
        assertThat(scene.abandoned(run).get(0).lastOutcome()).isEqualTo(Optional.empty());
    }

    @Test
    void waitsForTheRecipientsMorning() {
        clock.set(Instant.parse("2026-03-02T14:59:00Z"));
        CallRequested call = scene.requested(ACCOUNT, run, phone);
        soon().until(() -> scene.callState(call.callId()).equals("QUEUED"));
        assertThat(telnyx.requestsFor(phone)).isEmpty();

        clock.set(Instant.parse("2026-03-02T15:00:00Z"));
        soon().until(() -> telnyx.requestsFor(phone).size() == 1);
    }

    @Test
    void putsARequestThatMakesNoSenseAside() {
        int before = bus.deadLetters(Topic.CALL_REQUESTED).size();
        bus.say(Topic.CALL_REQUESTED, ACCOUNT, scene.call(ACCOUNT, run, phone, false, "aliens"));
        CallRequested after = scene.requested(ACCOUNT, run, phone);

        soon().until(() -> bus.deadLetters(Topic.CALL_REQUESTED).size() == before + 1);
        soon().until(() -> scene.attemptState(after.callId()).equals("ACCEPTED"));
    }
}
