package dev.switchboard.scheduler;

import static dev.switchboard.scheduler.Scene.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.CallRequested;
import dev.switchboard.scheduler.FakeTelnyx.Fate;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Ports.class, restrictToAnnotatedClass = false)
class CallsApiTest {

    @Inject
    Scene scene;

    @Inject
    FakeTelnyx telnyx;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    private final UUID run = UUID.randomUUID();
    private String phone;

    @BeforeEach
    void begin() {
        scene.begin();
        phone = scene.newNumber();
    }

    private RequestSpecification as(String role) {
        return RestAssured.given()
                .port(port)
                .header("Authorization", "Bearer " + role)
                .contentType("application/json");
    }

    private CallRequested liveCall() {
        CallRequested call = scene.requested(Ports.SMALL, run, phone);
        soon().until(() -> scene.scheduled(run).size() == 1);
        scene.webhook(Ports.SMALL, "call.answered", phone, FakeCalls.controlOf(phone), Map.of());
        soon().until(() -> scene.attemptState(call.callId()).equals("LIVE"));
        return call;
    }

    private ValidatableResponse act(CallRequested call, String action, JsonObject fields) {
        return as("agent")
                .body(fields.encode())
                .post("/v1/calls/{call}/actions/{action}", call.callId(), action)
                .then();
    }

    private List<FakeCalls.Action> actions() {
        return telnyx.calls().actions(phone);
    }

    @Test
    void sendsAnActionWithACommandIdAndShowsWhatFollowed() {
        CallRequested call = liveCall();

        String commandId = act(
                        call,
                        "speak",
                        new JsonObject().put("payload", "One moment, please.").put("voice", "female"))
                .statusCode(200)
                .body("action", equalTo("speak"))
                .body("expects", equalTo(List.of("call.speak.started", "call.speak.ended")))
                .extract()
                .path("command_id");

        FakeCalls.Action sent = actions().get(0);
        assertThat(sent.name()).isEqualTo("speak");
        assertThat(sent.body().getString("payload")).isEqualTo("One moment, please.");
        assertThat(sent.body().getString("command_id")).isEqualTo(commandId);

        scene.webhook(Ports.SMALL, "call.speak.started", phone, FakeCalls.controlOf(phone), Map.of());
        scene.webhook(Ports.SMALL, "call.speak.started", phone, "another-leg", Map.of());
        soon().until(() -> !scene.sql("select 1 from call_action_webhook").isEmpty());
        as("viewer")
                .get("/v1/calls/{call}", call.callId())
                .then()
                .statusCode(200)
                .body("call.state", equalTo("ATTEMPTING"))
                .body("call.attempt.state", equalTo("LIVE"))
                .body("actions.action", equalTo(List.of("speak")))
                .body("actions[0].result", equalTo("DONE"))
                .body("actions[0].requested_by", equalTo("agent"))
                .body("action_webhooks.event_type", equalTo(List.of("call.speak.started")));
    }

    @Test
    void anActionIsNotCarriedOutTwiceUnderOneCommandId() {
        CallRequested call = liveCall();
        JsonObject fields = new JsonObject()
                .put("digits", "1w2")
                .put("command_id", UUID.randomUUID().toString());

        act(call, "send_dtmf", fields).statusCode(200);
        act(call, "send_dtmf", fields).statusCode(200);
        act(call, "gather_stop", new JsonObject().put("command_id", fields.getString("command_id")))
                .statusCode(409);

        assertThat(actions()).hasSize(1);
    }

    @Test
    void updatesTheClientStateByPutWithoutACommandId() {
        act(liveCall(), "client_state_update", new JsonObject().put("client_state", "aGVsbG8="))
                .statusCode(200);

        assertThat(actions().get(0).method()).isEqualTo("PUT");
        assertThat(actions().get(0).body().containsKey("command_id")).isFalse();
    }

    @Test
    void namesWhatIsMissingAndSendsNothing() {
        act(liveCall(), "record_start", new JsonObject().put("format", "ogg"))
                .statusCode(422)
                .body("errors.path", hasItems("format", "channels"))
                .body("errors[0].expectation", equalTo("one of wav, mp3"));

        assertThat(actions()).isEmpty();
    }

    @Test
    void tellsWhichActionsThereAre() {
        act(liveCall(), "dance", new JsonObject()).statusCode(404).body("detail", containsString("suppression_start"));
    }

    @Test
    void aCallThatIsNotLiveTakesNoAction() {
        CallRequested call = scene.requested(Ports.SMALL, run, phone);
        soon().until(() -> scene.scheduled(run).size() == 1);

        act(call, "hangup", new JsonObject()).statusCode(409);

        assertThat(actions()).isEmpty();
    }

    @Test
    void whatTelnyxAnswersIsToldInAProblemDocument() {
        CallRequested call = liveCall();
        telnyx.next("gather_stop", Fate.TOO_MANY, Fate.TIME_PASSED);

        act(call, "gather_stop", new JsonObject()).statusCode(429);
        act(call, "gather_stop", new JsonObject())
                .statusCode(422)
                .body("detail", containsString("Call has already ended"));
    }

    @Test
    void anAnswerThatIsLostIsToldWithTheCommandId() {
        CallRequested call = liveCall();
        telnyx.next("gather_stop", Fate.DROP);

        act(call, "gather_stop", new JsonObject()).statusCode(504).body("detail", containsString("command_id"));

        as("viewer").get("/v1/calls/{call}", call.callId()).then().body("actions[0].result", equalTo("UNCLEAR"));
    }

    @Test
    void onlyTheAccountsOwnAgentsAndOperatorsAct() {
        CallRequested call = liveCall();

        as("viewer")
                .body("{}")
                .post("/v1/calls/{call}/actions/hangup", call.callId())
                .then()
                .statusCode(403);
        as("operator")
                .body("{}")
                .post("/v1/calls/{call}/actions/hangup", call.callId())
                .then()
                .statusCode(404);
        as("operator").get("/v1/calls/{call}", call.callId()).then().statusCode(404);

        assertThat(actions()).isEmpty();
    }
}
