package dev.switchboard.mission;

import static dev.switchboard.mission.support.Service.awaitStatus;
import static dev.switchboard.mission.support.Service.bus;
import static dev.switchboard.mission.support.Service.calls;
import static dev.switchboard.mission.support.Service.file;
import static dev.switchboard.mission.support.Service.get;
import static dev.switchboard.mission.support.Service.launch;
import static dev.switchboard.mission.support.Service.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.Topic;
import dev.switchboard.mission.support.Caller;
import dev.switchboard.mission.support.Service.Launched;
import dev.switchboard.mission.support.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API as a client sees it: who may, what is refused and how it is told. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class ApiTest {

    private static final String PROBLEM = "application/problem+json";

    @Test
    void answersWithWhereTheMissionIs() {
        Launched mission = launch("default", file("catering-negotiation.yaml"));

        JsonNode shown = get("default", "/v1/missions/" + mission.missionId());

        assertThat(shown.path("run_id").asText()).isEqualTo(mission.runId().toString());
        assertThat(shown.path("handle").asText()).isEqualTo("corporate-catering-quotes");
        assertThat(shown.path("class").asText()).isEqualTo("negotiation");
        assertThat(shown.at("/document/negotiation/objective").asText()).isEqualTo("minimize");
        assertThat(get("default", "/v1/missions?limit=1").path("data")).hasSize(1);
    }

    @Test
    void takesJsonAsWellAsYaml() {
        launch("default", file("catering-negotiation.yaml"));
        JsonNode document = get(
                        "default",
                        "/v1/missions/"
                                + get("default", "/v1/missions?limit=1")
                                        .at("/data/0/mission_id")
                                        .asText())
                .path("document");
        String json =
                document.toString().replaceFirst("\\{", "{\"targets\":[{\"name\":\"A\",\"phone\":\"+13125550101\"}],");

        agent().contentType("application/json")
                .body(json)
                .post("/v1/missions")
                .then()
                .statusCode(201);
    }

    @Test
    void listsEverythingThatIsWrongAndStoresNothing() {
        int before = missions();

        Response response = post("default", """
                name: ''
                class: negotiation
                assistant: {name: A, instructions: B}
                colour: red
                targets:
                  - {name: X, phone: "12"}
                negotiation: {objective: least, of: insight.price, carry: {a: "best ="}}
                """);

        response.then()
                .statusCode(422)
                .contentType(PROBLEM)
                .body("status", equalTo(422))
                .body("title", equalTo("Unprocessable Content"))
                .body("errors.size()", greaterThanOrEqualTo(4))
                .body("errors.path", hasItem(containsString("phone")))
                .body("errors.path", hasItem(containsString("objective")))
                .body("errors.path", hasItem(containsString("colour")))
                .body("errors.path", hasItem(containsString("carry")));
        assertThat(missions()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "dry_run=1, dry_run",
        "dry_run=TRUE, dry_run",
        "dry_run=, dry_run",
        "dry_run, dry_run",
        "dryrun=true, dryrun"
    })
    void neverTakesARehearsalForAMission(String query, String wrong) {
        int before = missions();

        agent().contentType("application/yaml")
                .body(file("weather-sweep.yaml").getBytes(StandardCharsets.UTF_8))
                .post("/v1/missions?" + query)
                .then()
                .statusCode(422)
                .contentType(PROBLEM)
                .body("errors.path", contains(wrong));

        assertThat(missions()).isEqualTo(before);
    }

    @Test
    void whoOnlyDecidesStatesNoMissionsAndMayRehearseThem() {
        int before = missions();

        stated(Surroundings.APPROVER_TOKEN, "false").then().statusCode(403).contentType(PROBLEM);
        stated(Surroundings.APPROVER_TOKEN, "true").then().statusCode(200);

        assertThat(missions()).isEqualTo(before);
    }

    private static Response stated(String token, String dryRun) {
        return given().header("Authorization", "Bearer " + token)
                .contentType("application/yaml")
                .body(file("weather-sweep.yaml").getBytes(StandardCharsets.UTF_8))
                .post("/v1/missions?dry_run=" + dryRun);
    }

    @Test
    void refusesTextThatCannotBeKept() {
        agent().contentType("application/json")
                .body(
                        "{\"action\": \"assistant.create\", \"request\": {\"name\": \"a\\u0000b\", \"instructions\": \"c\"}}")
                .post("/v1/actions")
                .then()
                .statusCode(422)
                .contentType(PROBLEM)
                .body("errors[0].expectation", containsString("U+0000"));
        agent().contentType("application/json")
                .body("{\"name\": \"a\", \"class\": \"sweep\", \"variables\": {\"a\\u0000\": \"b\"},"
                        + " \"assistant\": {\"name\": \"A\", \"instructions\": \"B\"},"
                        + " \"targets\": [{\"name\": \"X\", \"phone\": \"+13125550101\"}]}")
                .post("/v1/missions")
                .then()
                .statusCode(422)
                .body("errors.expectation", hasItem(containsString("U+0000")));
    }

    @Test
    void refusesAClassItDoesNotHaveByItsName() {
        post("default", file("weather-sweep.yaml").replace("class: sweep", "class: raffle"))
                .then()
                .statusCode(422)
                .body("errors.value.flatten()", hasItem(containsString("raffle")));
    }

    @Test
    void answersTheSameMissionAgainForTheSameIdempotencyKey() {
        launch("default", file("catering-negotiation.yaml"));
        String key = UUID.randomUUID().toString();
        String mission = file("catering-negotiation.yaml");

        Response first = withKey(key, mission);
        Response second = withKey(key, mission);
        Response other = withKey(key, mission.replace("Corporate", "Another"));

        first.then().statusCode(201);
        second.then()
                .statusCode(201)
                .body("mission_id", equalTo(first.path("mission_id")))
                .body("run_id", equalTo(first.path("run_id")));
        other.then().statusCode(409).contentType(PROBLEM);
    }

    @Test
    void letsNobodyInWithoutAKnownKey() {
        given().get("/v1/missions").then().statusCode(401).contentType(PROBLEM).header("WWW-Authenticate", "Bearer");
        given().header("Authorization", "Bearer nonsense")
                .get("/v1/missions")
                .then()
                .statusCode(401)
                .body("detail", equalTo("this key is not known"));
        given().header("Authorization", "Basic abc").post("/v1/nothing").then().statusCode(401);
    }

    @Test
    void letsAViewerOnlyRead() {
        RequestSpecification viewer = given().header("Authorization", "Bearer " + Surroundings.VIEWER_TOKEN);

        viewer.get("/v1/runs").then().statusCode(200);
        given().header("Authorization", "Bearer " + Surroundings.VIEWER_TOKEN)
                .contentType("application/yaml")
                .body(file("catering-negotiation.yaml").getBytes(StandardCharsets.UTF_8))
                .post("/v1/missions")
                .then()
                .statusCode(403)
                .contentType(PROBLEM);
    }

    @Test
    void showsAnAccountItsOwnOnly() {
        Launched mission = launch("default", file("catering-negotiation.yaml"));
        RequestSpecification stranger = given().header("Authorization", "Bearer " + Surroundings.token("closed"));

        for (String path : List.of("", "/targets", "/results", "/results?format=csv", "/events")) {
            stranger.get("/v1/runs/" + mission.runId() + path)
                    .then()
                    .statusCode(404)
                    .contentType(PROBLEM);
        }
        stranger.get("/v1/missions/" + mission.missionId()).then().statusCode(404);
        stranger.get("/v1/missions").then().body("data", hasSize(0));
        post("closed", "account: default\n" + file("catering-negotiation.yaml"))
                .then()
                .statusCode(403)
                .body("detail", containsString("'default'"));
    }

    @Test
    void tellsEveryRefusalInAProblemDocument() {
        agent().get("/v1/runs/abc").then().statusCode(400).contentType(PROBLEM).body("detail", containsString("UUID"));
        agent().get("/v1/runs/" + UUID.randomUUID()).then().statusCode(404).contentType(PROBLEM);
        agent().get("/v1/runs?limit=9999").then().statusCode(400).contentType(PROBLEM);
        agent().get("/v1/runs?status=lost").then().statusCode(400).contentType(PROBLEM);
        agent().get("/v1/nothing").then().statusCode(404).contentType(PROBLEM);
        agent().delete("/v1/missions").then().statusCode(405).contentType(PROBLEM);
        agent().contentType("text/html")
                .body("<p>")
                .post("/v1/missions")
                .then()
                .statusCode(415)
                .contentType(PROBLEM);
        given().get("/nothing").then().statusCode(404).body(not(containsString("<html")));
        agent().contentType("application/yaml")
                .body(new byte[33 * 1024 * 1024])
                .post("/v1/missions")
                .then()
                .statusCode(413)
                .contentType(PROBLEM);
        agent().contentType("application/json")
                .body("{\"name\": ")
                .post("/v1/missions")
                .then()
                .statusCode(422);
        agent().contentType("application/json")
                .body("")
                .post("/v1/missions")
                .then()
                .statusCode(422);
    }

    @Test
    void tellsTheEventsOfARunFromWhereAFollowerLeftOff() {
        Launched mission = launch("default", file("catering-negotiation.yaml"));
        Caller caller = new Caller(bus());
        String path = "/v1/runs/" + mission.runId() + "/events";
        for (int call = 0; call < 3; call++) {
            CallRequested request = calls(mission, call + 1).get(call);
            caller.say(Topic.CALL_SCHEDULED, request, caller.scheduled(request, 1));
            int scheduled = call + 1;
            // Topics overtake each other: what is told after the call's end is ignored.
            await().until(() -> Collections.frequency(types(path), "call.scheduled") == scheduled);
            caller.answers(request, 1, Map.of("per_person", 60 + call));
        }
        awaitStatus(mission, "succeeded");

        List<String> types = types(path);
        String stream = agent().accept("text/event-stream")
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        String rest = agent().accept("text/event-stream")
                .header("Last-Event-ID", "3")
                .get(path)
                .then()
                .extract()
                .asString();

        assertThat(types)
                .startsWith("requested", "status", "provisioned", "status")
                .contains("call.scheduled", "call.completed", "insight", "ranking");
        assertThat(types.get(types.size() - 1)).isEqualTo("status");
        assertThat(stream.lines().filter(line -> line.startsWith("id:"))).hasSize(types.size());
        assertThat(stream).contains("event:call.completed");
        assertThat(rest.lines().filter(line -> line.startsWith("id:"))).hasSize(types.size() - 3);
        assertThat(rest).contains("\"status\":\"succeeded\"");
    }

    private static List<String> types(String events) {
        return get("default", events + "?limit=500").path("data").findValuesAsText("type");
    }

    @Test
    void describesItselfAndItsHealth() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body(containsString("/v1/runs/{runId}/results"))
                .body(containsString("mission_id"));
        given().get("/q/health/ready").then().statusCode(200).body(containsString("reachable"));
        given().get("/q/metrics").then().statusCode(200);
    }

    private static Response withKey(String key, String yaml) {
        return agent().header("Idempotency-Key", key)
                .contentType("application/yaml")
                .body(yaml.getBytes(StandardCharsets.UTF_8))
                .post("/v1/missions");
    }

    private static int missions() {
        return get("default", "/v1/missions?limit=500").path("data").size();
    }

    private static RequestSpecification agent() {
        return given().header("Authorization", "Bearer " + Surroundings.token("default"));
    }
}
