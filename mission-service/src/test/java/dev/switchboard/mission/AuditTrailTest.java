package dev.switchboard.mission;

import static dev.switchboard.mission.support.Service.awaitStatus;
import static dev.switchboard.mission.support.Service.bus;
import static dev.switchboard.mission.support.Service.calls;
import static dev.switchboard.mission.support.Service.file;
import static dev.switchboard.mission.support.Service.json;
import static dev.switchboard.mission.support.Service.launch;
import static dev.switchboard.mission.support.Service.run;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.Outcome;
import dev.switchboard.events.audit.AuditChain;
import dev.switchboard.mission.support.Caller;
import dev.switchboard.mission.support.Service.Launched;
import dev.switchboard.mission.support.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The audit trail: complete, in order, and broken by any change. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class AuditTrailTest {

    private final Caller caller = new Caller(bus());

    @Test
    void saysWhoDidWhatAndWhyAndShowsAnyChange() {
        Launched mission = launch("default", file("catering-negotiation.yaml"));
        CallRequested first = calls(mission, 1).get(0);
        caller.fails(first, 1, Outcome.BUSY);
        steer(mission, "pause");
        steer(mission, "resume");
        caller.answers(first, 2, Map.of("per_person", 62.5));
        caller.answers(calls(mission, 2).get(1), 1, Map.of("per_person", 70));
        caller.answers(calls(mission, 3).get(2), 1, Map.of("per_person", 65.25));
        awaitStatus(mission, "succeeded");

        List<String> lines = audit(mission);

        AuditChain chain = new AuditChain();
        assertThat(lines).allSatisfy(line -> assertThat(chain.next(line)).isEmpty());
        assertThat(run(mission).path("audit_hash").asText()).isEqualTo(chain.last());
        List<JsonNode> told = lines.stream().map(line -> json(line)).toList();
        assertThat(told.get(0).path("type").asText()).isEqualTo("requested");
        assertThat(told.get(0).path("actor").asText()).isEqualTo("key agent-default");
        assertThat(told)
                .filteredOn(line -> is(line, "call.requested"))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.path("why").asText()).contains("negotiation"));
        assertThat(told)
                .filteredOn(line -> is(line, "call.completed"))
                .hasSize(4)
                .allSatisfy(line -> assertThat(line.path("actor").asText()).isEqualTo("call-scheduler"));
        assertThat(told)
                .filteredOn(line ->
                        is(line, "status") && line.at("/body/status").asText().equals("paused"))
                .singleElement()
                .satisfies(line -> assertThat(line.path("actor").asText()).isEqualTo("key agent-default"));
        assertThat(told).extracting(line -> line.path("type").asText()).contains("provisioned", "insight", "ranking");

        String altered = lines.get(4).replaceFirst("\"seq\"", "\"sez\"");
        assertThat(firstBroken(lines, 4, altered)).contains(5);
        String other = lines.get(2);
        int at = other.indexOf("switchboard");
        assertThat(at).isPositive();
        assertThat(firstBroken(lines, 2, other.substring(0, at) + "S" + other.substring(at + 1)))
                .contains(3);
    }

    @Test
    void belongsToTheAccount() {
        Launched mission = launch("default", file("catering-negotiation.yaml"));

        given().header("Authorization", "Bearer " + Surroundings.token("reuse"))
                .get("/v1/runs/" + mission.runId() + "/audit")
                .then()
                .statusCode(404);
        steer(mission, "cancel");
    }

    private static boolean is(JsonNode line, String type) {
        return line.path("type").asText().equals(type);
    }

    private static Optional<Integer> firstBroken(List<String> lines, int index, String instead) {
        AuditChain chain = new AuditChain();
        for (int line = 0; line < lines.size(); line++) {
            if (chain.next(line == index ? instead : lines.get(line)).isPresent()) {
                return Optional.of(line + 1);
            }
        }
        return Optional.empty();
    }

    private static void steer(Launched mission, String move) {
        given().header("Authorization", "Bearer " + Surroundings.token(mission.account()))
                .post("/v1/runs/" + mission.runId() + "/" + move)
                .then()
                .statusCode(200);
    }

    private static List<String> audit(Launched mission) {
        return given().header("Authorization", "Bearer " + Surroundings.token(mission.account()))
                .get("/v1/runs/" + mission.runId() + "/audit")
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString()
                .lines()
                .toList();
    }
}
