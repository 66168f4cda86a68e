package dev.switchboard.scheduler;

import static dev.switchboard.scheduler.Scene.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Outcome;
import dev.switchboard.events.TelnyxWebhook;
import dev.switchboard.events.Topic;
import dev.switchboard.scheduler.FakeTelnyx.Fate;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Ports.class, restrictToAnnotatedClass = false)
class TexmlTest {

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

    private CallRequested called() {
        CallRequested call = scene.call(Ports.DIALLING, run, phone, false, "service");
        bus.say(
                Topic.CALL_REQUESTED,
                Ports.DIALLING,
                new JsonObject(EventJson.write(call)).put("via", "texml").getMap());
        soon().until(() -> scene.answered(call.callId()));
        return call;
    }

    private void callback(String type, String more) {
        String form = "CallSid=" + encoded(FakeCalls.controlOf(phone)) + "&From=" + encoded(Scene.OUR_NUMBER) + "&To="
                + encoded(phone) + more;
        bus.say(
                Topic.TELNYX_WEBHOOK,
                phone,
                new TelnyxWebhook(
                        Ports.DIALLING,
                        UUID.randomUUID().toString(),
                        type,
                        clock.instant(),
                        Optional.of(FakeCalls.controlOf(phone)),
                        Optional.empty(),
                        Map.of(),
                        form,
                        clock.instant()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void callsByTheAssistantsApplicationAndFollowsTheCallbacks() {
        CallRequested call = called();
        JsonObject request = telnyx.calls().dials(phone).get(0);
        assertThat(request.getString("application")).isEqualTo(FakeCalls.TEXML_APP);
        assertThat(request.getString("AIAssistantId")).isEqualTo(call.assistantId());
        assertThat(request.getJsonObject("AIAssistantDynamicVariables").getString("best_quote"))
                .isEqualTo("65");
        assertThat(request.getString("StatusCallback")).startsWith("https://");
        assertThat(request.getString("MachineDetection")).isEqualTo("Enable");
        assertThat(request.getString("DetectionMode")).isEqualTo("Premium");
        soon().until(() -> scene.scheduled(run).size() == 1);
        assertThat(scene.scheduled(run).get(0).via()).isEqualTo("texml");

        callback("texml.call.ringing", "&CallStatus=ringing");
        callback("texml.call.in-progress", "&CallStatus=in-progress");
        callback("texml.conversation.conversation_created", "&ConversationId=c-7");
        soon().until(() -> scene.attemptState(call.callId()).equals("LIVE"));
        clock.advance(Duration.ofSeconds(40));
        callback("texml.call.completed", "&CallStatus=completed");
        callback("texml.call.analyzed", "&CallStatus=analyzed");

        soon().until(() -> scene.completed(run).size() == 1);
        assertThat(scene.completed(run).get(0).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(scene.completed(run).get(0).conversationId()).contains("c-7");
        assertThat(scene.completed(run).get(0).durationSecs()).isEqualTo(40);
        assertThat(telnyx.calls().actions(phone)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"machine_start, VOICEMAIL", "fax, VOICEMAIL", "human, COMPLETED", "unknown, COMPLETED"})
    void whoAnsweredIsAnOutcomeOfItsOwn(String answeredBy, Outcome outcome) {
        called();
        callback("texml.call.in-progress", "&CallStatus=in-progress");
        callback("texml.detection", "&AnsweredBy=" + answeredBy);
        callback("texml.call.completed", "&CallStatus=completed");

        soon().until(() -> scene.completed(run).size() == 1);
        assertThat(scene.completed(run).get(0).outcome()).isEqualTo(outcome);
    }

    @Test
    void aCallbackTellsThatALostAnswerWasAYes() {
        telnyx.next(phone, Fate.ACCEPT_THEN_DROP);
        CallRequested call = called();
        soon().until(() -> scene.attemptState(call.callId()).equals("UNKNOWN"));
        callback("texml.call.initiated", "&CallStatus=initiated");

        soon().until(() -> scene.attemptState(call.callId()).equals("LIVE"));
        assertThat(telnyx.calls().dials(phone)).hasSize(1);
    }

    @Test
    void isNotGivenUpWhileACallOfTheApplicationMayBeIt() {
        telnyx.next(phone, Fate.ACCEPT_THEN_DROP);
        CallRequested call = called();
        soon().until(() -> scene.attemptState(call.callId()).equals("UNKNOWN"));
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMinutes(2));
            soon().until(() -> scene.sql("select look_at from attempt")
                    .get(0)
                    .getOffsetDateTime(0)
                    .toInstant()
                    .isAfter(clock.instant()));
        }
        assertThat(scene.attemptState(call.callId())).isEqualTo("UNKNOWN");

        telnyx.calls().end(phone, 30);
        clock.advance(Duration.ofMinutes(1));
        soon().until(() -> scene.sql("select looks from attempt").get(0).getInteger(0) == 1);
        clock.advance(Duration.ofMinutes(31));
        soon().until(() -> scene.completed(run).size() == 1);
        assertThat(scene.completed(run).get(0).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(telnyx.calls().dials(phone)).hasSize(1);
    }
}
