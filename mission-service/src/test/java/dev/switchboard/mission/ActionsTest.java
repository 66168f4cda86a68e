package dev.switchboard.mission;

import static dev.switchboard.mission.support.People.approval;
import static dev.switchboard.mission.support.People.approves;
import static dev.switchboard.mission.support.People.decides;
import static dev.switchboard.mission.support.Service.bus;
import static dev.switchboard.mission.support.Service.json;
import static dev.switchboard.mission.support.Service.telnyx;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.ApprovalRequested;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Topic;
import dev.switchboard.mission.support.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guarded requests that no mission needs stand under the same guardrails. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class ActionsTest {

    private static final String ACCOUNT = "door";

    @BeforeEach
    void listens() {
        telnyx();
        bus();
    }

    @Test
    void whatIsAllowedIsMadeAtOnce() {
        String number = telnyx().numbers(ACCOUNT).get(0).path("id").asText();

        JsonNode made =
                json(wants("number.reassign", "{\"phone_number_id\": \"" + number + "\", \"connection_id\": \"app-7\"}")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());

        assertThat(made.path("state").asText()).isEqualTo("executed");
        assertThat(made.at("/result/connection_id").asText()).isEqualTo("app-7");
    }

    @Test
    void whatIsDeniedIsRefused() {
        wants(
                        "connection.change",
                        "{\"application_id\": \"1\", \"application_name\": \"a\", \"webhook_event_url\": \"https://x\"}")
                .then()
                .statusCode(403);

        assertThat(telnyx().asked(ACCOUNT, "PATCH", "/call_control_applications/.*"))
                .isEmpty();
    }

    @Test
    void whatMustBeAskedIsMadeAsShownOnceItIsApproved() {
        String id = assistant("Doomed");
        JsonNode asked = asked("assistant.delete", "{\"assistant_id\": \"" + id + "\"}");
        telnyx().loseAnswers(ACCOUNT, "DELETE", "/ai/assistants/" + id, 1);

        assertThat(telnyx().asked(ACCOUNT, "DELETE", "/ai/assistants/" + id)).isEmpty();
        approves("dora", asked).then().statusCode(200);

        await().until(() ->
                approval(ACCOUNT, asked).at("/execution/state").asText().equals("executed"));
        assertThat(telnyx().asked(ACCOUNT, "DELETE", "/ai/assistants/" + id)).hasSize(1);
        ApprovalRequested requested = bus().await(
                        Topic.APPROVAL_REQUESTED,
                        event -> event.headers()
                                .subject()
                                .equals(asked.path("approval_id").asText()))
                .as(ApprovalRequested.class);
        assertThat(requested.runId()).isEmpty();
        assertThat(requested.missionId()).isEmpty();
    }

    @Test
    void aVersionWhoseAnswerWasLostIsNotMadeTwice() {
        String id = assistant("Tried out");
        JsonNode asked = asked(
                "assistant.update",
                "{\"assistant_id\": \"" + id + "\", \"greeting\": \"Hi\", \"promote_to_main\": false}");
        telnyx().loseAnswers(ACCOUNT, "POST", "/ai/assistants/" + id, 1);

        approves("dora", asked).then().statusCode(200);

        await().until(() ->
                approval(ACCOUNT, asked).at("/execution/state").asText().equals("executed"));
        assertThat(telnyx().asked(ACCOUNT, "POST", "/ai/assistants/" + id)).hasSize(1);
    }

    @Test
    void whatIsRejectedIsNeverMade() {
        String id = assistant("Spared");
        JsonNode asked = asked("assistant.update", "{\"assistant_id\": \"" + id + "\", \"greeting\": \"Hi\"}");

        decides("dora", asked, "{\"decision\": \"rejected\"}").then().statusCode(200);

        assertThat(approval(ACCOUNT, asked).path("status").asText()).isEqualTo("rejected");
        assertThat(approval(ACCOUNT, asked).has("execution")).isFalse();
    }

    @Test
    void tellsWhatTelnyxRefuses() {
        JsonNode asked = asked("assistant.update", "{\"assistant_id\": \"nobody\", \"greeting\": \"Hi\"}");

        approves("dora", asked).then().statusCode(200);

        await().until(() ->
                approval(ACCOUNT, asked).at("/execution/state").asText().equals("failed"));
        assertThat(approval(ACCOUNT, asked).at("/execution/reason").asText()).contains("404");
    }

    @Test
    void namesEverythingThatIsWrongWithARequest() {
        wants("assistant.explode", "{}").then().statusCode(422);
        wants("assistant.delete", "{\"assistant_id\": \"../numbers\"}").then().statusCode(422);
        wants("assistant.update", "{\"assistant_id\": \"a-1\"}").then().statusCode(422);
        JsonNode problem = json(
                wants("assistant.create", "{}").then().statusCode(422).extract().asString());

        assertThat(problem.path("errors")).hasSize(2);
    }

    private static String assistant(String name) {
        return telnyx().addAssistant(
                        ACCOUNT,
                        EventJson.mapper().createObjectNode().put("name", name).put("instructions", "Call."))
                .path("id")
                .asText();
    }

    private static JsonNode asked(String action, String request) {
        JsonNode answer =
                json(wants(action, request).then().statusCode(202).extract().asString());
        return approval(ACCOUNT, answer);
    }

    private static Response wants(String action, String request) {
        return given().header("Authorization", "Bearer " + Surroundings.token(ACCOUNT))
                .contentType("application/json")
                .body("{\"action\": \"" + action + "\", \"request\": " + request + "}")
                .post("/v1/actions");
    }
}
