package dev.switchboard.mission;

import static dev.switchboard.mission.support.Service.awaitStatus;
import static dev.switchboard.mission.support.Service.bus;
import static dev.switchboard.mission.support.Service.calls;
import static dev.switchboard.mission.support.Service.callsSoFar;
import static dev.switchboard.mission.support.Service.file;
import static dev.switchboard.mission.support.Service.launch;
import static dev.switchboard.mission.support.Service.results;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.InsightReady;
import dev.switchboard.events.MissionCompleted;
import dev.switchboard.events.MissionCreated;
import dev.switchboard.events.Outcome;
import dev.switchboard.events.Topic;
import dev.switchboard.mission.support.Caller;
import dev.switchboard.mission.support.Service;
import dev.switchboard.mission.support.Service.Launched;
import dev.switchboard.mission.support.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A negotiation from the mission file to the results, whatever the order in which its facts arrive. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class NegotiationRunTest {

    private final Caller caller = new Caller(bus());

    @Test
    void negotiatesOneCallAfterAnotherAndRecommendsTheBest() {
        Launched mission = launch("default", file("catering-negotiation.yaml"));

        // The first is told nothing, and nobody else is called.
        CallRequested first = calls(mission, 1).get(0);
        assertThat(first.target().name()).isEqualTo("Lakefront Catering");
        assertThat(first.sequence()).isEqualTo(1);
        assertThat(first.variables()).isEqualTo(Map.of("best_quote", "", "best_company", ""));
        assertThat(first.insight()).isPresent();
        assertThat(first.stepId()).isEqualTo("calls");
        caller.say(Topic.CALL_SCHEDULED, first, caller.scheduled(first, 1));
        caller.say(Topic.CALL_COMPLETED, first, caller.ended(first, 1, Outcome.COMPLETED, 95, false));
        await().until(() -> targetStatus(mission, 0).equals("in_progress"));
        assertThat(callsSoFar(mission)).isEqualTo(1);
        caller.say(
                Topic.INSIGHT_READY,
                first,
                caller.insight(first, 1, InsightReady.Status.VALID, Map.of("per_person", 65)));

        // The second knows the first quote; its line is busy once.
        CallRequested second = calls(mission, 2).get(1);
        assertThat(second.variables()).isEqualTo(Map.of("best_quote", "65", "best_company", "Lakefront Catering"));
        caller.fails(second, 1, Outcome.BUSY);
        await().until(() -> targetStatus(mission, 1).equals("busy"));
        assertThat(callsSoFar(mission)).isEqualTo(2);
        caller.answers(second, 2, Map.of("per_person", 62));

        // The third knows the better one.
        CallRequested third = calls(mission, 3).get(2);
        assertThat(third.variables()).isEqualTo(Map.of("best_quote", "62", "best_company", "Chicago Grill Co"));
        caller.answers(third, 1, Map.of("per_person", 65));

        awaitStatus(mission, "succeeded");
        JsonNode results = results(mission);
        assertThat(results.path("class").asText()).isEqualTo("negotiation");
        assertThat(results.path("status").asText()).isEqualTo("succeeded");
        assertThat(results.path("summary").asText()).contains("Chicago Grill Co");
        assertThat(results.path("recommended")).hasSize(1);
        assertThat(results.at("/recommended/0/name").asText()).isEqualTo("Chicago Grill Co");
        assertThat(results.at("/recommended/0/rank").asInt()).isEqualTo(1);
        assertThat(results.at("/recommended/0/insight/per_person").asInt()).isEqualTo(62);
        assertThat(results.at("/targets")).hasSize(3);
        assertThat(results.at("/targets/1/attempts").asInt()).isEqualTo(2);
        assertThat(results.at("/targets/1/variables/best_quote").asText()).isEqualTo("65");
        assertThat(results.at("/targets/1/round").isNull()).isTrue();
        assertThat(results.at("/targets/1/conversation_id").asText()).isNotBlank();
        assertThat(results.at("/steps/0/status").asText()).isEqualTo("completed");
        assertThat(results.at("/counts/targets").asInt()).isEqualTo(3);
        assertThat(results.at("/counts/calls").asInt()).isEqualTo(4);
        assertThat(results.at("/counts/succeeded").asInt()).isEqualTo(3);
        // Three conversations of 95 seconds: two minutes begun each.
        assertThat(results.path("cost_usd").decimalValue()).isEqualByComparingTo("0.54");

        MissionCreated created = bus().await(
                        Topic.MISSION_CREATED,
                        event -> event.key().equals(mission.runId().toString()))
                .as(MissionCreated.class);
        assertThat(created.targets()).isEqualTo(3);
        assertThat(created.handle()).isEqualTo("corporate-catering-quotes");
        MissionCompleted completed = bus().await(
                        Topic.MISSION_COMPLETED,
                        event -> event.key().equals(mission.runId().toString()))
                .as(MissionCompleted.class);
        assertThat(completed.status()).isEqualTo(MissionCompleted.Status.SUCCEEDED);
        assertThat(completed.payload()).containsKeys("recommended", "counts");
    }

    @Test
    void comesToTheSameResultWhenFactsComeLateTwiceAndInTheWrongOrder() {
        Launched mission = launch("default", file("catering-negotiation.yaml"));
        List<Map<String, Object>> quotes =
                List.of(Map.of("per_person", 65), Map.of("per_person", 62), Map.of("per_person", 71));

        for (int call = 0; call < 3; call++) {
            CallRequested requested = calls(mission, call + 1).get(call);
            UUID insightId = UUID.randomUUID();
            Object insight = caller.insight(requested, 1, InsightReady.Status.VALID, quotes.get(call));
            bus().say(insightId, Topic.INSIGHT_READY, mission.runId().toString(), insight);
            bus().say(insightId, Topic.INSIGHT_READY, mission.runId().toString(), insight);
            caller.say(Topic.INSIGHT_READY, requested, insight);
            caller.say(Topic.CALL_COMPLETED, requested, caller.ended(requested, 1, Outcome.COMPLETED, 60, false));
            caller.say(Topic.CALL_SCHEDULED, requested, caller.scheduled(requested, 1));
        }

        awaitStatus(mission, "succeeded");
        assertThat(callsSoFar(mission)).isEqualTo(3);
        assertThat(results(mission).at("/recommended/0/name").asText()).isEqualTo("Chicago Grill Co");
        await().until(() -> results(mission).at("/counts/calls").asInt() == 3);
        assertThat(results(mission).at("/counts/succeeded").asInt()).isEqualTo(3);
        assertThat(bus().heard(
                                Topic.MISSION_COMPLETED,
                                event -> event.key().equals(mission.runId().toString())))
                .hasSize(1);
    }

    private static String targetStatus(Launched mission, int index) {
        return Service.get(mission.account(), "/v1/runs/" + mission.runId() + "/targets")
                .at("/data/" + index + "/status")
                .asText();
    }
}
