package dev.switchboard.mission;

import static dev.switchboard.mission.support.Service.awaitStatus;
import static dev.switchboard.mission.support.Service.bus;
import static dev.switchboard.mission.support.Service.calls;
import static dev.switchboard.mission.support.Service.file;
import static dev.switchboard.mission.support.Service.launch;
import static dev.switchboard.mission.support.Service.run;
import static dev.switchboard.mission.support.Service.telnyx;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.mission.support.Caller;
import dev.switchboard.mission.support.Service.Launched;
import dev.switchboard.mission.support.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The Telnyx portal shows the truth, each fact once, and nothing waits for it. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class MirrorTest {

    @Test
    void showsAMissionFromItsPlanToItsResult() {
        Launched mission = launch("mirror", file("weather-sweep.yaml"));
        finish(mission);

        showsTheTruth(mission);

        // Ten calls, thirty facts: a few requests.
        assertThat(telnyx().asked("mirror", "POST", ".*/events")).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void showsItOnceThoughAnswersAreLost() {
        telnyx().loseAnswers("lostmirror", "POST", "/ai/missions", 1);
        telnyx().loseAnswers("lostmirror", "POST", "/ai/missions/[^/]+/runs", 1);
        telnyx().loseAnswers("lostmirror", "POST", "/ai/missions/.*/plan", 1);
        telnyx().loseAnswers("lostmirror", "POST", "/ai/missions/.*/telnyx-agents", 1);
        telnyx().loseAnswers("lostmirror", "POST", "/ai/missions/.*/events", 1);
        telnyx().fail("lostmirror", "PATCH", "/ai/missions/.*", 1);
        Launched mission = launch("lostmirror", file("weather-sweep.yaml"));
        finish(mission);

        showsTheTruth(mission);
    }

    @Test
    void showsThatItWasPausedResumedAndCancelledThoughAnswersAreLost() {
        telnyx().loseAnswers("lostmirror", "POST", "/ai/missions/.*/pause", 1);
        telnyx().loseAnswers("lostmirror", "POST", "/ai/missions/.*/resume", 1);
        telnyx().loseAnswers("lostmirror", "POST", "/ai/missions/.*/cancel", 1);
        Launched mission = launch("lostmirror", file("weather-sweep.yaml"));
        calls(mission, 10);

        List.of("pause", "resume", "cancel")
                .forEach(move -> given().header("Authorization", "Bearer " + Surroundings.token("lostmirror"))
                        .post("/v1/runs/" + mission.runId() + "/" + move)
                        .then()
                        .statusCode(200));

        awaitStatus(mission, "cancelled");
        await().atMost(Duration.ofMinutes(2))
                .until(() -> run(mission).at("/provider/mirror").asText().equals("closed"));
        String shown = telnyx().missions("lostmirror", mission.missionId().toString())
                .get(0)
                .path("mission_id")
                .asText();
        JsonNode run = telnyx().runs("lostmirror", shown).get(0);
        assertThat(run.path("status").asText()).isEqualTo("cancelled");
        assertThat(run.path("result_summary").asText()).contains("Cancelled");
        String moves = "/ai/missions/" + shown + "/runs/.*/(pause|resume|cancel)";
        assertThat(telnyx().asked("lostmirror", "POST", moves)).hasSize(3);
    }

    @Test
    void doesNotHoldAMissionUpWhenTelnyxWillNotHaveIt() {
        telnyx().forbid("closed", "POST", "/ai/missions", 1);
        Launched mission = launch("closed", file("catering-negotiation.yaml"));
        Caller caller = new Caller(bus());

        for (int call = 0; call < 3; call++) {
            caller.answers(calls(mission, call + 1).get(call), 1, Map.of("per_person", 60 + call));
        }

        awaitStatus(mission, "succeeded");
        await().until(() -> run(mission).at("/provider/mirror").asText().equals("given_up"));
        assertThat(telnyx().missions("closed", mission.missionId().toString())).isEmpty();
    }

    private static void finish(Launched mission) {
        Caller caller = new Caller(bus());
        calls(mission, 10)
                .forEach(call -> caller.answers(
                        call, 1, Map.of("location", call.target().name(), "high_temp_f", call.sequence())));
        awaitStatus(mission, "succeeded");
    }

    private static void showsTheTruth(Launched mission) {
        String account = mission.account();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> run(mission).at("/provider/mirror").asText().equals("closed"));
        assertThat(telnyx().missions(account, mission.missionId().toString())).hasSize(1);
        String shown = telnyx().missions(account, mission.missionId().toString())
                .get(0)
                .path("mission_id")
                .asText();
        assertThat(telnyx().runs(account, shown)).hasSize(1);
        JsonNode run = telnyx().runs(account, shown).get(0);
        assertThat(run.path("status").asText()).isEqualTo("succeeded");
        assertThat(run.path("result_summary").asText()).contains("Las Vegas NV");
        assertThat(run.at("/result_payload/recommended/0/name").asText()).isEqualTo("Las Vegas NV");
        assertThat(run.at("/input/original_request").asText()).contains("hottest");
        JsonNode plan = telnyx().plan(account, run.path("run_id").asText());
        assertThat(plan).hasSize(1);
        assertThat(plan.at("/0/status").asText()).isEqualTo("completed");
        long facts = telnyx().events(account, run.path("run_id").asText()).stream()
                .mapToLong(event -> event.at("/payload/events").size())
                .sum();
        assertThat(facts).isEqualTo(20);
    }
}
