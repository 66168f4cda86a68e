package dev.switchboard.mission;

import static dev.switchboard.mission.support.Service.awaitStatus;
import static dev.switchboard.mission.support.Service.bus;
import static dev.switchboard.mission.support.Service.calls;
import static dev.switchboard.mission.support.Service.get;
import static dev.switchboard.mission.support.Service.json;
import static dev.switchboard.mission.support.Service.telnyx;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.CallRequested;
import dev.switchboard.mission.support.Caller;
import dev.switchboard.mission.support.Service.Launched;
import dev.switchboard.mission.support.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Calls without a mission file. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class SingleCallTest {

    private static final String CALL = """
            {"to": "+13125550177", "name": "Pizzeria", "timezone": "America/New_York", "recipients": "automated",
             "assistant": {"name": "Listener", "instructions": "Listen.", "greeting": ""},
             "insight": {"name": "Score", "instructions": "Score.", "json_schema":
                {"type": "object", "properties": {"score": {"type": "integer"}}, "required": ["score"]}},
             "variables": {"dish": "margherita"}, "deadline": "1d", "retry": {"busy": {"max": 1, "after": "5m"}}}
            """;

    private final Caller caller = new Caller(bus());

    @Test
    void isMadeLikeTheCallOfAMissionAndShowsWhatCameOfIt() {
        telnyx();
        JsonNode created = json(agent().body(CALL)
                .post("/v1/calls")
                .then()
                .statusCode(201)
                .extract()
                .asString());
        Launched mission = new Launched(
                "default",
                UUID.fromString(created.path("mission_id").asText()),
                UUID.fromString(created.path("run_id").asText()));
        CallRequested call = calls(mission, 1).get(0);
        assertThat(call.target().name()).isEqualTo("Pizzeria");
        assertThat(call.target().phone()).isEqualTo("+13125550177");
        assertThat(call.target().timezone()).contains("America/New_York");
        assertThat(call.variables()).containsEntry("dish", "margherita");
        assertThat(call.recipients()).isEqualTo("automated");
        assertThat(call.retry().get("busy").max()).isEqualTo(1);
        assertThat(call.deadline()).isPresent();

        caller.answers(call, 1, Map.of("score", 8));
        awaitStatus(mission, "succeeded");

        JsonNode shown = get("default", "/v1/calls/" + created.path("id").asText());
        assertThat(shown.path("status").asText()).isEqualTo("succeeded");
        assertThat(shown.path("last_outcome").asText()).isEqualTo("completed");
        assertThat(shown.at("/insight/score").asInt()).isEqualTo(8);
        assertThat(shown.path("cost_usd").decimalValue()).isEqualByComparingTo("0.18");
        assertThat(shown.path("run_status").asText()).isEqualTo("succeeded");
        assertThat(get("default", shown.at("/links/run").asText())
                        .path("status")
                        .asText())
                .isEqualTo("succeeded");
        assertThat(get("default", "/v1/calls/" + call.callId()).path("id")).isEqualTo(shown.path("id"));
        given().header("Authorization", "Bearer " + Surroundings.token("reuse"))
                .get("/v1/calls/" + call.callId())
                .then()
                .statusCode(404);
    }

    @Test
    void isATextIfItSaysSo() {
        telnyx();
        JsonNode created = json(agent().body("""
                        {"to": "+13125550178", "channel": "sms_chat", "text": "Is {{dish}} on today?",
                         "assistant": {"name": "Listener", "instructions": "Listen.", "greeting": ""},
                         "variables": {"dish": "margherita"}, "recipients": "automated"}
                        """)
                .post("/v1/calls")
                .then()
                .statusCode(201)
                .extract()
                .asString());

        JsonNode document = get(
                        "default", "/v1/missions/" + created.path("mission_id").asText())
                .path("document");
        assertThat(document.path("name").asText()).isEqualTo("Text to +13125550178");
        assertThat(document.path("channel").asText()).isEqualTo("sms_chat");
        assertThat(document.path("text").asText()).isEqualTo("Is {{dish}} on today?");
    }

    @Test
    void theSameRequestAgainIsTheSameCall() {
        String key = "call-" + UUID.randomUUID();
        String first = agent().header("Idempotency-Key", key)
                .body(CALL)
                .post("/v1/calls")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        agent().header("Idempotency-Key", key)
                .body(CALL)
                .post("/v1/calls")
                .then()
                .statusCode(201)
                .body("id", equalTo(first));
        agent().header("Idempotency-Key", key)
                .body(CALL.replace("margherita", "funghi"))
                .post("/v1/calls")
                .then()
                .statusCode(409);
    }

    @Test
    void everythingWrongIsNamedByThePathOfTheRequest() {
        agent().body("""
                        {"to": "12", "timezone": "Mars/Base", "deadline": "soon", "colour": "red", "rank": {"by": "1"},
                         "recipients": "robots", "assistant": {"name": "A", "instructions": "B"}}
                        """)
                .post("/v1/calls")
                .then()
                .statusCode(422)
                .body("errors.path", hasItem("$.to"))
                .body("errors.path", hasItem("$.timezone"))
                .body("errors.path", hasItem("$.deadline"))
                .body("errors.path", hasItem("$.colour"))
                .body("errors.path", hasItem("$.rank"))
                .body("errors.path", hasItem("$.recipients"));
        agent().body("{\"assistant\": \"assistant-1\"}")
                .post("/v1/calls")
                .then()
                .statusCode(422)
                .body("errors.path", hasItem("$.to"));
        agent().body("[1]").post("/v1/calls").then().statusCode(422);
        agent().body("{").post("/v1/calls").then().statusCode(422);
    }

    @Test
    void onlyAgentsAndOperatorsCall() {
        given().header("Authorization", "Bearer " + Surroundings.APPROVER_TOKEN)
                .contentType("application/json")
                .body(CALL)
                .post("/v1/calls")
                .then()
                .statusCode(403);
    }

    private static RequestSpecification agent() {
        return given().header("Authorization", "Bearer " + Surroundings.token("default"))
                .contentType("application/json");
    }
}
