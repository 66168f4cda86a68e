package dev.switchboard.scheduler;

import static dev.switchboard.scheduler.Scene.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.InsightReady;
import dev.switchboard.events.Outcome;
import dev.switchboard.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Ports.class, restrictToAnnotatedClass = false)
class TextsTest {

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

    /** On an account that dials its calls: texts have one way only. */
    private CallRequested texted(boolean withInsight) {
        CallRequested call = scene.call(Ports.DIALLING, run, phone, withInsight, "service");
        bus.say(
                Topic.CALL_REQUESTED,
                Ports.DIALLING,
                new JsonObject(EventJson.write(call))
                        .put("channel", "sms_chat")
                        .put("text", "Does Friday suit you?")
                        .getMap());
        soon().until(() -> scene.attemptState(call.callId()).equals("ACCEPTED"));
        return call;
    }

    private void message(String type, String status) {
        scene.webhook(
                Ports.DIALLING,
                type,
                phone,
                "",
                Map.of(
                        "from", Map.of("phone_number", Scene.OUR_NUMBER),
                        "to", List.of(Map.of("phone_number", phone, "status", status))));
    }

    @Test
    void asksTelnyxForATextAndEndsWithItsDelivery() {
        texted(false);
        JsonObject request = telnyx.requestsFor(phone).get(0);
        assertThat(request.getString("telnyx_conversation_channel")).isEqualTo("sms_chat");
        assertThat(request.getString("text")).isEqualTo("Does Friday suit you?");
        assertThat(telnyx.calls().dials(phone)).isEmpty();
        clock.advance(Duration.ofSeconds(5));

        message("message.sent", "sent");
        message("message.finalized", "delivered");

        soon().until(() -> scene.completed(run).size() == 1);
        assertThat(scene.completed(run).get(0).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(scene.completed(run).get(0).channel()).contains("sms_chat");
    }

    @Test
    void sendsATextThatDidNotArriveAgainByTheTable() {
        CallRequested call = texted(false);
        clock.advance(Duration.ofSeconds(5));
        message("message.finalized", "delivery_failed");

        soon().until(() -> scene.completed(run).size() == 1);
        assertThat(scene.completed(run).get(0).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(scene.completed(run).get(0).nextAttemptAt()).isPresent();
        clock.advance(Duration.ofMinutes(11));
        soon().until(() -> telnyx.requestsFor(phone).size() == 2);
        assertThat(scene.callState(call.callId())).isEqualTo("ATTEMPTING");
    }

    @Test
    void aTextThatNobodyAnswersIsNoAnswer() {
        CallRequested call = texted(true);
        clock.advance(Duration.ofSeconds(5));
        message("message.finalized", "delivered");
        soon().until(() -> scene.callState(call.callId()).equals("AWAITING_INSIGHT"));
        UUID attempt = scene.sql("select id from attempt").get(0).getUUID(0);
        scene.insight(call, attempt, InsightReady.Status.TIMED_OUT);

        soon().until(() -> scene.callState(call.callId()).equals("QUEUED"));
        assertThat(scene.sql("select last_outcome from call").get(0).getString(0))
                .isEqualTo("NO_ANSWER");
    }

    @Test
    void whatAnEarlierConversationSaysIsNotTakenForATextThatIsYetToLeave() {
        CallRequested call = texted(false);
        UUID heard = scene.webhook(
                Ports.DIALLING,
                "message.finalized",
                phone,
                "",
                clock.instant().minusSeconds(2),
                Map.of(
                        "from", Map.of("phone_number", Scene.OUR_NUMBER),
                        "to", List.of(Map.of("phone_number", phone, "status", "delivered"))));
        soon().until(() ->
                scene.sql("select 1 from seen_event where event_id = $1", heard).size() == 1);

        assertThat(scene.attemptState(call.callId())).isEqualTo("ACCEPTED");
    }

    @Test
    void aTextWhoseDeliveryNobodyReportsIsAskedFor() {
        texted(false);
        telnyx.finish(phone, "completed");
        clock.advance(Duration.ofMinutes(31));

        soon().until(() -> scene.completed(run).size() == 1);
        assertThat(scene.completed(run).get(0).outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void thatATextWasSentDoesNotMeanThatItArrives() {
        texted(false);
        telnyx.finish(phone, "completed");
        clock.advance(Duration.ofMinutes(4));
        soon().until(() ->
                scene.sql("select 1 from attempt where state = 'LIVE'").size() == 1);
        assertThat(scene.completed(run)).isEmpty();

        message("message.finalized", "delivery_failed");

        soon().until(() -> scene.completed(run).size() == 1);
        assertThat(scene.completed(run).get(0).outcome()).isEqualTo(Outcome.FAILED);
    }
}
