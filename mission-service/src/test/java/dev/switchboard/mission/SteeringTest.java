package dev.switchboard.mission;

import static dev.switchboard.mission.support.Service.awaitStatus;
import static dev.switchboard.mission.support.Service.bus;
import static dev.switchboard.mission.support.Service.calls;
import static dev.switchboard.mission.support.Service.cancelledCalls;
import static dev.switchboard.mission.support.Service.file;
import static dev.switchboard.mission.support.Service.get;
import static dev.switchboard.mission.support.Service.launch;
import static dev.switchboard.mission.support.Service.results;
import static dev.switchboard.mission.support.Service.run;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.CallCancelled;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.Outcome;
import dev.switchboard.events.RunSteered;
import dev.switchboard.events.Topic;
import dev.switchboard.mission.support.Caller;
import dev.switchboard.mission.support.Service.Launched;
import dev.switchboard.mission.support.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pausing, resuming, cancelling, other limits, and budgets. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class SteeringTest {

    private static final String PROBLEM = "application/problem+json";

    private final Caller caller = new Caller(bus());

    @Test
    void aPausedNegotiationLearnsFromItsCallAndGoesOnWithTheNext() {
        Launched mission = launch("default", file("catering-negotiation.yaml"));
        CallRequested first = calls(mission, 1).get(0);

        post(mission, "pause").then().statusCode(200).body("status", equalTo("paused"));
        post(mission, "pause").then().statusCode(200);
        assertThat(steered(mission, 1).get(0).held()).isTrue();
        caller.answers(first, 1, Map.of("per_person", 65));
        await().until(() -> results(mission).at("/targets/0/status").asText().equals("succeeded"));
        assertThat(run(mission).path("status").asText()).isEqualTo("paused");
        assertThat(requested(mission)).hasSize(1);

        post(mission, "resume").then().statusCode(200).body("status", equalTo("running"));
        CallRequested second = calls(mission, 2).get(1);
        assertThat(second.variables()).containsEntry("best_quote", "65");
        assertThat(steered(mission, 2).get(1).held()).isFalse();
        caller.answers(second, 1, Map.of("per_person", 60));
        caller.answers(calls(mission, 3).get(2), 1, Map.of("per_person", 70));
        awaitStatus(mission, "succeeded");

        post(mission, "pause")
                .then()
                .statusCode(409)
                .contentType(PROBLEM)
                .body("detail", equalTo("the run has ended: succeeded"));
        post(mission, "cancel").then().statusCode(409).body("detail", containsString("succeeded"));
        JsonNode events = get("default", "/v1/runs/" + mission.runId() + "/events?limit=200");
        assertThat(events.toString()).contains("\"by\":\"key agent-default\"");
    }

    @Test
    void aPausedRunThatHasNothingLeftEndsWhenItGoesOn() {
        Launched mission = launch("default", sweep("paused to the end", 1, ""));
        CallRequested call = calls(mission, 1).get(0);
        post(mission, "pause").then().statusCode(200);
        caller.answers(call, 1, Map.of("score", 3));
        await().until(() -> results(mission).at("/targets/0/status").asText().equals("succeeded"));
        assertThat(run(mission).path("status").asText()).isEqualTo("paused");

        post(mission, "resume").then().statusCode(200);

        awaitStatus(mission, "succeeded");
    }

    @Test
    void onlyAPausedRunIsResumed() {
        Launched mission = launch("default", sweep("running", 1, ""));
        calls(mission, 1);

        post(mission, "resume").then().statusCode(200).body("status", equalTo("running"));
        assertThat(requested(mission)).hasSize(1);
        assertThat(bus().heard(
                                Topic.RUN_STEERED,
                                event -> event.as(RunSteered.class).runId().equals(mission.runId())))
                .isEmpty();
        post(mission, "cancel").then().statusCode(200);
    }

    @Test
    void whatACancellationDoesNotUnderstandChangesNothing() {
        Launched mission = launch("default", sweep("not cancelled", 1, ""));
        calls(mission, 1);

        given().header("Authorization", "Bearer " + Surroundings.OPERATOR_TOKEN)
                .contentType("application/json")
                .body("{\"end_live\": true}")
                .post("/v1/runs/" + mission.runId() + "/cancel?end_live=yes")
                .then()
                .statusCode(422)
                .body("errors.path", equalTo(List.of("end_live", "")));

        assertThat(results(mission).path("status").asText()).isNotEqualTo("cancelled");
        post(mission, "cancel").then().statusCode(200);
    }

    @Test
    void aCancelledRunEndsWithWhatItHasAndItsCallsAreNoLongerWanted() {
        Launched mission = launch("default", sweep("cancelled", 3, ""));
        List<CallRequested> calls = calls(mission, 3);
        caller.answers(calls.get(0), 1, Map.of("score", 5));
        await().until(() -> results(mission).at("/targets/0/status").asText().equals("succeeded"));

        given().header("Authorization", "Bearer " + Surroundings.OPERATOR_TOKEN)
                .post("/v1/runs/" + mission.runId() + "/cancel?end_live=true")
                .then()
                .statusCode(200);

        awaitStatus(mission, "cancelled");
        CallCancelled cancelled = bus().await(
                        Topic.CALL_CANCELLED,
                        event -> event.as(CallCancelled.class).runId().equals(mission.runId()))
                .as(CallCancelled.class);
        assertThat(cancelled.endLive()).contains(true);
        assertThat(cancelled.callId()).isEmpty();
        JsonNode results = results(mission);
        assertThat(results.path("reason").asText()).isEqualTo("cancelled by key operator");
        assertThat(results.at("/targets/1/status").asText()).isEqualTo("cancelled");
        assertThat(results.at("/recommended/0/insight/score").asInt()).isEqualTo(5);
        post(mission, "cancel").then().statusCode(200).body("status", equalTo("cancelled"));
        post(mission, "resume").then().statusCode(409).body("detail", containsString("cancelled"));
    }

    @Test
    void aPausedRunIsCancelledAsWell() {
        Launched mission = launch("default", sweep("paused and cancelled", 2, ""));
        calls(mission, 2);
        post(mission, "pause").then().statusCode(200);

        post(mission, "cancel").then().statusCode(200);

        awaitStatus(mission, "cancelled");
    }

    @Test
    void otherLimitsAreToldAndShown() {
        Launched mission = launch("default", sweep("limits", 1, "limits: {deadline: 1d}\n"));
        CallRequested call = calls(mission, 1).get(0);

        patch(mission, "{\"priority\": 7, \"deadline\": null, \"budget_usd\": 2.5}")
                .then()
                .statusCode(200)
                .body("priority", equalTo(7))
                .body("budget_usd", equalTo(2.5f));
        RunSteered steered = steered(mission, 1).get(0);
        assertThat(steered.priority()).contains(7);
        assertThat(steered.deadline()).isEmpty();
        assertThat(steered.held()).isFalse();
        patch(mission, "{\"deadline\": \"2h\"}").then().statusCode(200).body("priority", equalTo(7));
        assertThat(steered(mission, 2).get(1).deadline().orElseThrow())
                .isBefore(call.deadline().orElseThrow());
        patch(mission, "{\"deadline\": \"1s\"}").then().statusCode(200);
        awaitStatus(mission, "failed");
        patch(mission, "{\"priority\": 1}").then().statusCode(409).body("detail", containsString("failed"));
    }

    @Test
    void wrongLimitsAreNamedAndNothingIsChanged() {
        Launched mission = launch("default", sweep("wrong limits", 1, ""));

        patch(mission, "{\"priority\": 1.5, \"deadline\": \"yesterday\", \"budget_usd\": -1, \"colour\": 3}")
                .then()
                .statusCode(422)
                .contentType(PROBLEM)
                .body("errors.path", hasItem("priority"))
                .body("errors.path", hasItem("deadline"))
                .body("errors.path", hasItem("budget_usd"))
                .body("errors.path", hasItem("colour"));
        patch(mission, "{\"deadline\": \"2001-01-01T00:00:00Z\"}").then().statusCode(422);
        patch(mission, "[]").then().statusCode(422);
        patch(mission, "{\"priority\":").then().statusCode(422);
        assertThat(run(mission).path("priority").asInt()).isZero();
        post(mission, "cancel").then().statusCode(200);
    }

    @Test
    void onlyAgentsAndOperatorsOfTheAccountSteer() {
        Launched mission = launch("default", sweep("whose", 1, ""));
        String pause = "/v1/runs/" + mission.runId() + "/pause";

        given().header("Authorization", "Bearer " + Surroundings.APPROVER_TOKEN)
                .post(pause)
                .then()
                .statusCode(403);
        given().header("Authorization", "Bearer " + Surroundings.VIEWER_TOKEN)
                .post(pause)
                .then()
                .statusCode(403);
        given().header("Authorization", "Bearer " + Surroundings.token("reuse"))
                .post(pause)
                .then()
                .statusCode(404);
        given().header("Authorization", "Bearer " + Surroundings.token("default"))
                .post("/v1/runs/" + UUID.randomUUID() + "/pause")
                .then()
                .statusCode(404);
        post(mission, "cancel").then().statusCode(200);
    }

    @Test
    void asksForNoMoreCallsThanTheBudgetCovers() {
        Launched mission = launch("default", sweep("dear", 5, "limits: {budget_usd: 1.1}\n"));
        List<CallRequested> calls = calls(mission, 2);

        // 95 seconds are two minutes begun: 0.18 spent, 0.45 kept back, so that one more is covered but not two.
        caller.answers(calls.get(0), 1, Map.of("score", 5));
        CallRequested third = calls(mission, 3).get(2);
        assertThat(requested(mission)).hasSize(3);
        caller.answers(calls.get(1), 1, Map.of("score", 6));
        caller.answers(third, 1, Map.of("score", 7));
        CallRequested fourth = calls(mission, 4).get(3);
        assertThat(requested(mission)).hasSize(4);
        caller.answers(fourth, 1, Map.of("score", 4));

        awaitStatus(mission, "failed");
        JsonNode results = results(mission);
        assertThat(results.path("reason").asText())
                .isEqualTo(
                        "the budget of 1.1 US dollars covers no further call: 0.72 are spent, by estimate, and a call may"
                                + " cost 0.45");
        assertThat(results.path("cost_usd").decimalValue()).isEqualByComparingTo("0.72");
        assertThat(results.path("cost_per_result_usd").decimalValue()).isEqualByComparingTo("0.18");
        assertThat(results.at("/targets/0/cost_usd").decimalValue()).isEqualByComparingTo("0.18");
        assertThat(results.at("/targets/4/status").asText()).isEqualTo("cancelled");
        assertThat(results.at("/recommended/0/insight/score").asInt()).isEqualTo(7);
    }

    @Test
    void aHigherBudgetLetsWaitingCallsGo() {
        Launched mission = launch("default", sweep("raised", 3, "limits: {budget_usd: 0.5}\n"));
        calls(mission, 1);

        patch(mission, "{\"budget_usd\": 10}").then().statusCode(200);

        assertThat(calls(mission, 3)).hasSize(3);
        post(mission, "cancel").then().statusCode(200);
    }

    @Test
    void aLowerBudgetCallsOffTheLastThatItDoesNotCover() {
        Launched mission = launch("default", sweep("lowered", 4, ""));
        List<CallRequested> calls = calls(mission, 4);

        // 0.45 are kept back for each: two are covered.
        patch(mission, "{\"budget_usd\": 1.0}").then().statusCode(200);

        assertThat(cancelledCalls(mission, 2))
                .containsExactlyInAnyOrder(calls.get(2).callId(), calls.get(3).callId());
        caller.answers(calls.get(0), 1, Map.of("score", 5));
        caller.say(Topic.CALL_ABANDONED, calls.get(2), caller.abandoned(calls.get(2), Outcome.CANCELED, 0));
        caller.say(Topic.CALL_ABANDONED, calls.get(3), caller.abandoned(calls.get(3), Outcome.CANCELED, 0));
        caller.answers(calls.get(1), 1, Map.of("score", 6));
        awaitStatus(mission, "succeeded");
        assertThat(cancelledCalls(mission, 2)).hasSize(2);
    }

    @Test
    void aCallIsNotTriedAgainOnceTheBudgetDoesNotCoverIt() {
        Launched mission = launch("default", sweep("again", 2, "limits: {budget_usd: 0.95}\n"));
        List<CallRequested> calls = calls(mission, 2);
        caller.say(Topic.CALL_SCHEDULED, calls.get(0), caller.scheduled(calls.get(0), 1));
        caller.say(Topic.CALL_COMPLETED, calls.get(0), caller.ended(calls.get(0), 1, Outcome.VOICEMAIL, 61, true));

        CallCancelled cancelled = bus().await(
                        Topic.CALL_CANCELLED,
                        event -> event.as(CallCancelled.class).runId().equals(mission.runId()))
                .as(CallCancelled.class);
        assertThat(cancelled.callId()).contains(calls.get(0).callId());
        assertThat(cancelled.endLive()).isEmpty();
        assertThat(run(mission).path("status").asText()).isEqualTo("running");
        caller.answers(calls.get(1), 1, Map.of("score", 6));
        caller.say(Topic.CALL_ABANDONED, calls.get(0), caller.abandoned(calls.get(0), Outcome.VOICEMAIL, 1));
        awaitStatus(mission, "succeeded");
    }

    private static Response post(Launched mission, String move) {
        return given().header("Authorization", "Bearer " + Surroundings.token(mission.account()))
                .post("/v1/runs/" + mission.runId() + "/" + move);
    }

    private static Response patch(Launched mission, String body) {
        return given().header("Authorization", "Bearer " + Surroundings.token(mission.account()))
                .contentType("application/json")
                .body(body)
                .patch("/v1/runs/" + mission.runId());
    }

    private static List<RunSteered> steered(Launched mission, int many) {
        return bus()
                .awaitAll(
                        Topic.RUN_STEERED,
                        many,
                        event -> event.as(RunSteered.class).runId().equals(mission.runId()))
                .stream()
                .map(event -> event.as(RunSteered.class))
                .toList();
    }

    private static List<CallRequested> requested(Launched mission) {
        return bus()
                .heard(
                        Topic.CALL_REQUESTED,
                        event -> event.as(CallRequested.class).runId().equals(mission.runId()))
                .stream()
                .map(event -> event.as(CallRequested.class))
                .toList();
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
