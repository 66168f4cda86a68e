package dev.switchboard.mission;

import static dev.switchboard.mission.support.Service.awaitStatus;
import static dev.switchboard.mission.support.Service.bus;
import static dev.switchboard.mission.support.Service.calls;
import static dev.switchboard.mission.support.Service.file;
import static dev.switchboard.mission.support.Service.get;
import static dev.switchboard.mission.support.Service.launch;
import static dev.switchboard.mission.support.Service.results;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.CallCancelled;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.InsightReady;
import dev.switchboard.events.MissionCompleted;
import dev.switchboard.events.Outcome;
import dev.switchboard.events.Topic;
import dev.switchboard.mission.support.Caller;
import dev.switchboard.mission.support.Service.Launched;
import dev.switchboard.mission.support.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sweeps: small ones in any order, one that no list in memory should hold, and one that runs out of time. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class SweepRunTest {

    private final Caller caller = new Caller(bus());

    @Test
    void asksAllAtOnceAndRanksWhatCameInAnyOrder() {
        Launched mission = launch("default", file("weather-sweep.yaml"));
        List<CallRequested> calls = new ArrayList<>(calls(mission, 10));
        assertThat(calls.get(0).limits().concurrentCalls()).contains(4);
        assertThat(calls.get(0).recipients()).isEqualTo("automated");
        Collections.shuffle(calls, new Random(7));

        for (CallRequested call : calls) {
            if (call.target().name().equals("Minneapolis MN")) {
                caller.fails(call, 1, Outcome.NO_ANSWER);
                caller.say(Topic.CALL_ABANDONED, call, caller.abandoned(call, Outcome.NO_ANSWER, 4));
            } else if (call.target().name().equals("Boston MA")) {
                caller.say(Topic.CALL_COMPLETED, call, caller.ended(call, 1, Outcome.COMPLETED, 40, false));
                caller.say(Topic.INSIGHT_READY, call, caller.insight(call, 1, InsightReady.Status.EMPTY, Map.of()));
                caller.answers(call, 2, Map.of("location", "Boston MA", "high_temp_f", 63));
            } else {
                caller.answers(
                        call, 1, Map.of("location", call.target().name(), "high_temp_f", 60 + call.sequence() * 4.5));
            }
        }

        awaitStatus(mission, "succeeded");
        JsonNode results = results(mission);
        assertThat(results.at("/recommended")).hasSize(1);
        assertThat(results.at("/recommended/0/name").asText()).isEqualTo("Las Vegas NV");
        JsonNode minneapolis = results.at("/targets/8");
        assertThat(minneapolis.path("status").asText()).isEqualTo("abandoned");
        assertThat(minneapolis.path("last_outcome").asText()).isEqualTo("no_answer");
        assertThat(minneapolis.path("attempts").asInt()).isEqualTo(4);
        assertThat(results.at("/counts/succeeded").asInt()).isEqualTo(9);
        assertThat(results.at("/targets/0/rank").asInt()).isPositive();
    }

    @Test
    void keepsAnInvalidInsightMarkedAndWaitsForTheNextAttempt() {
        Launched mission = launch("default", sweep("one", 1, ""));
        CallRequested call = calls(mission, 1).get(0);

        caller.say(Topic.CALL_COMPLETED, call, caller.ended(call, 1, Outcome.COMPLETED, 40, false));
        caller.say(
                Topic.INSIGHT_READY,
                call,
                caller.insight(call, 1, InsightReady.Status.INVALID, Map.of("score", "eleven")));

        await().until(() ->
                results(mission).at("/targets/0/insight_status").asText().equals("invalid"));
        assertThat(results(mission).at("/status").asText()).isEqualTo("running");
        assertThat(results(mission).at("/targets/0/insight/score").asText()).isEqualTo("eleven");
        caller.answers(call, 2, Map.of("score", 4));
        awaitStatus(mission, "succeeded");
        assertThat(results(mission).at("/targets/0/insight/score").asInt()).isEqualTo(4);
    }

    @Test
    void failsWhenNobodyYieldsAResult() {
        Launched mission = launch("default", sweep("nobody", 2, ""));

        calls(mission, 2)
                .forEach(call -> caller.say(Topic.CALL_ABANDONED, call, caller.abandoned(call, Outcome.BUSY, 3)));

        awaitStatus(mission, "failed");
        assertThat(results(mission).at("/recommended")).isEmpty();
        assertThat(results(mission).at("/counts/calls").asInt()).isEqualTo(6);
    }

    @Test
    void asksForThousandsInChunksEachOnce() {
        int many = 1_201;
        Launched mission = launch("big", sweep("many", many, ""));

        List<CallRequested> calls = calls(mission, many);

        assertThat(calls).hasSize(many);
        assertThat(calls.stream().map(CallRequested::sequence).collect(Collectors.toSet()))
                .isEqualTo(IntStream.rangeClosed(1, many).boxed().collect(Collectors.toSet()));
        Set<String> phones = new HashSet<>();
        String path = "/v1/runs/" + mission.runId() + "/targets?limit=500";
        JsonNode page = get("big", path);
        while (true) {
            page.path("data").forEach(target -> phones.add(target.path("phone").asText()));
            if (!page.has("next")) {
                break;
            }
            page = get("big", path + "&after=" + page.path("next").asText());
        }
        assertThat(phones).hasSize(many);
        assertThat(results(mission).path("targets")).hasSize(many);
        assertThat(get("big", "/v1/runs/" + mission.runId())
                        .at("/progress/by_status/pending")
                        .asInt())
                .isEqualTo(many);
        calls.forEach(call -> caller.say(Topic.CALL_ABANDONED, call, caller.abandoned(call, Outcome.BUSY, 1)));
        awaitStatus(mission, "failed");
    }

    @Test
    void tellsAsManyRecommendedAsAnEventHoldsAndShowsAll() {
        int many = 520;
        Launched mission = launch("big", sweep("all", many, "").replace(", top: 1}", "}"));

        calls(mission, many).forEach(call -> caller.answers(call, 1, Map.of("score", call.sequence())));

        MissionCompleted completed = bus().await(
                        Topic.MISSION_COMPLETED,
                        event -> event.key().equals(mission.runId().toString()))
                .as(MissionCompleted.class);
        JsonNode told = EventJson.mapper().valueToTree(completed.payload());
        assertThat(told.path("recommended")).hasSize(100);
        assertThat(told.at("/recommended/0/insight/score").asInt()).isEqualTo(many);
        assertThat(told.at("/recommended/99/insight/score").asInt()).isEqualTo(many - 99);
        assertThat(told.path("recommended_more").asInt()).isEqualTo(many - 100);
        JsonNode results = results(mission);
        assertThat(results.path("recommended")).hasSize(many);
        assertThat(results.at("/recommended/" + (many - 1) + "/insight/score").asInt())
                .isEqualTo(1);
        assertThat(results.path("targets")).hasSize(many);
    }

    @Test
    void endsAtTheDeadlineWithWhatItHas() {
        Launched mission = launch("default", sweep("late", 3, "limits: {deadline: 8s}\n"));
        List<CallRequested> calls = calls(mission, 3);
        assertThat(calls.get(0).deadline()).isPresent();
        caller.answers(calls.get(0), 1, Map.of("score", 5));
        caller.say(Topic.CALL_SCHEDULED, calls.get(1), caller.scheduled(calls.get(1), 1));

        awaitStatus(mission, "failed");

        JsonNode results = results(mission);
        assertThat(results.path("reason").asText()).contains("deadline");
        assertThat(results.at("/recommended/0/insight/score").asInt()).isEqualTo(5);
        assertThat(results.at("/targets/1/status").asText()).isEqualTo("cancelled");
        assertThat(results.at("/targets/2/status").asText()).isEqualTo("cancelled");
        assertThat(results.at("/steps/0/status").asText()).isEqualTo("failed");
        CallCancelled cancelled = bus().await(
                        Topic.CALL_CANCELLED,
                        event -> event.as(CallCancelled.class).runId().equals(mission.runId()))
                .as(CallCancelled.class);
        assertThat(cancelled.callId()).isEmpty();
        MissionCompleted completed = bus().await(
                        Topic.MISSION_COMPLETED,
                        event -> event.key().equals(mission.runId().toString()))
                .as(MissionCompleted.class);
        assertThat(completed.status()).isEqualTo(MissionCompleted.Status.FAILED);

        // A fact that comes after the end changes nothing.
        caller.answers(calls.get(2), 1, Map.of("score", 9));
        caller.say(Topic.CALL_ABANDONED, calls.get(1), caller.abandoned(calls.get(1), Outcome.BUSY, 1));
        await().until(() -> results(mission).path("cost_usd").asDouble() > 0.3);
        assertThat(results(mission).at("/targets/2/status").asText()).isEqualTo("cancelled");
        assertThat(results(mission).path("status").asText()).isEqualTo("failed");
    }

    @Test
    void writesResultsAsCsv() {
        Launched mission = launch("default", sweep("csv, with \"quotes\"", 1, ""));
        caller.answers(calls(mission, 1).get(0), 1, Map.of("score", 3));
        awaitStatus(mission, "succeeded");

        String csv = given().header("Authorization", "Bearer " + Surroundings.token("default"))
                .get("/v1/runs/" + mission.runId() + "/results?format=csv")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString();

        assertThat(csv.lines())
                .hasSize(2)
                .first()
                .isEqualTo(
                        "rank,name,phone,status,attempts,last_outcome,reason,rank_reason,round,conversation_id,summary,cost_usd,insight.score,"
                                + "variables");
        assertThat(csv.lines().skip(1).findFirst().orElseThrow())
                .startsWith("1,Line 1,+13125550001,succeeded,1,completed,");
    }

    private static String sweep(String name, int targets, String more) {
        String list = IntStream.rangeClosed(1, targets)
                .mapToObj("  - {name: Line %1$d, phone: \"+1312555%1$04d\"}%n"::formatted)
                .collect(Collectors.joining());
        return """
                name: '%s'
                class: sweep
                assistant: {name: Listener, instructions: Listen., greeting: "", enabled_features: [telephony]}
                insight:
                  name: Score
                  instructions: Score the line.
                  json_schema: {type: object, properties: {score: {type: integer}}, required: [score]}
                rank: {by: insight.score, order: desc, top: 1}
                recipients: automated
                """.formatted(name) + more + "targets:\n" + list;
    }
}
