package dev.switchboard.mission;

import static dev.switchboard.mission.support.Service.awaitStatus;
import static dev.switchboard.mission.support.Service.bus;
import static dev.switchboard.mission.support.Service.calls;
import static dev.switchboard.mission.support.Service.callsSoFar;
import static dev.switchboard.mission.support.Service.cancelledCalls;
import static dev.switchboard.mission.support.Service.file;
import static dev.switchboard.mission.support.Service.launch;
import static dev.switchboard.mission.support.Service.results;
import static dev.switchboard.mission.support.Service.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.CallAbandoned;
import dev.switchboard.events.CallCancelled;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.InsightReady;
import dev.switchboard.events.Outcome;
import dev.switchboard.events.Topic;
import dev.switchboard.mission.support.Caller;
import dev.switchboard.mission.support.Service.Launched;
import dev.switchboard.mission.support.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Missions of several stages, and those that stop before all are called. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class StagesRunTest {

    private final Caller caller = new Caller(bus());

    @Test
    void aScreeningTellsEveryTargetWhichRulePlacedIt() {
        Launched mission = launch("stages", file("restaurant-screening.yaml"));
        List<CallRequested> calls = calls(mission, 10);
        for (CallRequested call : calls) {
            switch (call.target().name()) {
                case "Dock 42" -> caller.say(Topic.CALL_ABANDONED, call, caller.abandoned(call, Outcome.VOICEMAIL, 2));
                case "Fig Tree" -> {
                    caller.say(Topic.CALL_COMPLETED, call, caller.ended(call, 1, Outcome.COMPLETED, 40, false));
                    caller.say(
                            Topic.INSIGHT_READY,
                            call,
                            caller.insight(call, 1, InsightReady.Status.INVALID, score(true, 9, 11)));
                    caller.say(Topic.CALL_ABANDONED, call, caller.abandoned(call, Outcome.EMPTY_INSIGHT, 1));
                }
                case "Ember & Oak" -> caller.answers(call, 1, score(true, 5, 9));
                case "Bella Notte" -> caller.answers(call, 1, score(true, 5, 8));
                case "Il Forno" -> caller.answers(call, 1, score(true, 4, 8));
                case "Alinea Room" -> caller.answers(call, 1, score(false, 1, 9));
                default -> caller.answers(call, 1, score(true, 3, 7));
            }
        }

        awaitStatus(mission, "succeeded");

        JsonNode results = results(mission);
        assertThat(names(results.path("recommended"))).containsExactly("Ember & Oak", "Bella Notte", "Il Forno");
        assertThat(results.at("/recommended/0/reason").asText()).startsWith("rank 1 by insight.overall_score desc");
        assertThat(target(results, "Alinea Room").path("reason").asText())
                .isEqualTo("not ranked: where is false: 'insight.has_availability'");
        assertThat(target(results, "Dock 42").path("rank_reason").asText()).startsWith("not ranked: voicemail");
        assertThat(target(results, "Fig Tree").path("rank_reason").asText())
                .isEqualTo("not ranked: abandoned after empty_insight: invalid insight, $.x: is wrong");
        assertThat(target(results, "Fig Tree").at("/insight/overall_score").asInt())
                .isEqualTo(11);
        assertThat(target(results, "Juniper").path("reason").asText()).endsWith("only the top 3 are recommended");
    }

    @Test
    void aSweepStopsWhenItsResultsAreEnough() {
        Launched mission = launch("stages", sweep(4, "results.exists(r, r.insight.score > 7)"));
        List<CallRequested> calls = calls(mission, 4);

        caller.answers(calls.get(2), 1, Map.of("score", 3));
        caller.fails(calls.get(0), 1, Outcome.BUSY);
        await().until(() -> results(mission).at("/targets/2/status").asText().equals("succeeded"));
        assertThat(run(mission).path("status").asText()).isEqualTo("running");
        caller.answers(calls.get(1), 1, Map.of("score", 8));

        awaitStatus(mission, "succeeded");
        JsonNode results = results(mission);
        assertThat(names(results.path("recommended"))).containsExactly("Line 2");
        assertThat(results.at("/targets/0/status").asText()).isEqualTo("cancelled");
        assertThat(results.at("/targets/3/status").asText()).isEqualTo("cancelled");
        assertThat(results.at("/steps/0/status").asText()).isEqualTo("completed");
        bus().await(
                        Topic.CALL_CANCELLED,
                        event -> event.as(CallCancelled.class).runId().equals(mission.runId()));
    }

    @Test
    void anActionFindsActsAndGoesOnUntilItIsConfirmed() {
        Launched mission = launch("stages", file("restaurant-booking.yaml"));
        List<CallRequested> first = calls(mission, 2);
        assertThat(first.get(0).limits().concurrentCalls()).contains(2);

        // Nobody else is asked while two results are awaited.
        caller.say(Topic.CALL_SCHEDULED, first.get(0), caller.scheduled(first.get(0), 1));
        caller.say(Topic.CALL_COMPLETED, first.get(0), caller.ended(first.get(0), 1, Outcome.COMPLETED, 60, false));
        await().until(() -> results(mission).at("/targets/0/status").asText().equals("in_progress"));
        assertThat(callsSoFar(mission)).isEqualTo(2);

        // A line that is busy, and is tried again later, holds nobody up.
        caller.fails(first.get(1), 1, Outcome.BUSY);
        CallRequested third = calls(mission, 3).get(2);
        assertThat(third.target().name()).isEqualTo("Steak Yard");

        // A table: what is under way is cancelled, each call by itself, and nobody else is asked.
        caller.answers(third, 1, Map.of("has_availability", true));
        assertThat(cancelledCalls(mission, 2))
                .containsExactlyInAnyOrder(first.get(0).callId(), first.get(1).callId());
        caller.say(
                Topic.INSIGHT_READY,
                first.get(0),
                caller.insight(first.get(0), 1, InsightReady.Status.VALID, Map.of("has_availability", false)));
        assertThat(callsSoFar(mission)).isEqualTo(3);
        caller.say(Topic.CALL_ABANDONED, first.get(1), cancelled(first.get(1)));

        // It is called again to act, by the other assistant, and says no.
        CallRequested act = calls(mission, 4).get(3);
        assertThat(act.target().name()).isEqualTo("Steak Yard");
        assertThat(act.stepId()).isEqualTo("act");
        assertThat(act.sequence()).isEqualTo(7);
        assertThat(act.assistantId()).isNotEqualTo(third.assistantId());
        assertThat(act.insight().orElseThrow().groupId())
                .isNotEqualTo(third.insight().orElseThrow().groupId());
        caller.answers(act, 1, Map.of("reservation_confirmed", false));

        // On with the one that was spared, and the next.
        List<CallRequested> more = calls(mission, 6);
        assertThat(more.get(4).target().name()).isEqualTo("Noodle Bar");
        assertThat(more.get(4).stepId()).isEqualTo("calls");
        assertThat(more.get(5).target().name()).isEqualTo("Tapas 9");
        caller.answers(more.get(4), 1, Map.of("has_availability", false));
        CallRequested fifth = calls(mission, 7).get(6);
        assertThat(fifth.target().name()).isEqualTo("Curry Leaf");
        caller.answers(more.get(5), 1, Map.of("has_availability", true));
        assertThat(cancelledCalls(mission, 3)).contains(fifth.callId());
        caller.say(Topic.CALL_ABANDONED, fifth, cancelled(fifth));
        CallRequested second = calls(mission, 8).get(7);
        assertThat(second.target().name()).isEqualTo("Tapas 9");
        caller.answers(second, 1, Map.of("reservation_confirmed", true));

        awaitStatus(mission, "succeeded");
        JsonNode results = results(mission);
        assertThat(names(results.path("recommended"))).containsExactly("Tapas 9");
        assertThat(results.at("/counts/targets").asInt()).isEqualTo(6);
        assertThat(results.path("targets")).hasSize(6);
        assertThat(target(results, "Steak Yard").path("attempts").asInt()).isEqualTo(2);
        assertThat(target(results, "Steak Yard").path("round").asText()).isEqualTo("act");
        assertThat(target(results, "Steak Yard").path("rounds")).hasSize(2);
        assertThat(target(results, "Steak Yard")
                        .at("/rounds/0/insight/has_availability")
                        .asBoolean())
                .isTrue();
        assertThat(target(results, "Trattoria Uno").path("reason").asText())
                .isEqualTo("not ranked: until is false: 'insight.has_availability'");
        assertThat(target(results, "Sea Salt").path("status").asText()).isEqualTo("cancelled");
        assertThat(target(results, "Sea Salt").path("attempts").asInt()).isZero();
        assertThat(results.at("/steps/0/status").asText()).isEqualTo("completed");
        assertThat(results.at("/steps/1/status").asText()).isEqualTo("completed");
    }

    @Test
    void anActionThatIsUsedUpCallsFurtherTargetsAndThenFailsWithASentence() {
        String booking = file("restaurant-booking.yaml");
        String two = booking.substring(0, booking.indexOf("  - {name: Steak Yard"))
                + booking.substring(booking.indexOf("action:"))
                + "  expand:\n    - {name: Late Bar, phone: \"+13125550499\"}\n";
        Launched mission = launch("stages", two);
        List<CallRequested> calls = calls(mission, 2);
        caller.answers(calls.get(0), 1, Map.of("has_availability", false));
        caller.say(Topic.CALL_ABANDONED, calls.get(1), caller.abandoned(calls.get(1), Outcome.BUSY, 3));
        CallRequested further = calls(mission, 3).get(2);
        assertThat(further.target().name()).isEqualTo("Late Bar");
        caller.answers(further, 1, Map.of("has_availability", false));

        awaitStatus(mission, "failed");

        assertThat(results(mission).path("reason").asText()).startsWith("every target was called");
        assertThat(results(mission).path("targets")).hasSize(3);
        assertThat(results(mission).path("recommended")).isEmpty();
    }

    @Test
    void theBestAdvanceToTheNextRoundAtOnceIfNobodyIsToBeAsked() {
        Launched mission = launch("stages", file("vendor-rounds.yaml").replace("approval: true", "approval: false"));
        List<CallRequested> first = calls(mission, 10);
        for (CallRequested call : first) {
            assertThat(call.stepId()).isEqualTo("screening");
            if (call.sequence() == 10) {
                assertThat(callsSoFar(mission)).isEqualTo(10);
            }
            caller.answers(call, 1, Map.of("fit_score", call.sequence() % 2 == 0 ? call.sequence() : 1));
        }

        List<CallRequested> second = calls(mission, 13).subList(10, 13);
        assertThat(second.stream().map(call -> call.target().name()))
                .containsExactly("Vendor Jade", "Vendor Helix", "Vendor Fathom");
        assertThat(second).allMatch(call -> call.stepId().equals("deep-dive"));
        assertThat(second)
                .noneMatch(call -> call.assistantId().equals(first.get(0).assistantId()));
        assertThat(results(mission).at("/steps/0/status").asText()).isEqualTo("completed");
        assertThat(results(mission).at("/steps/1/status").asText()).isEqualTo("in_progress");
        assertThat(results(mission).at("/counts/succeeded").asInt()).isEqualTo(7);

        // What comes late from the first round confuses nobody.
        caller.say(Topic.CALL_COMPLETED, first.get(9), caller.ended(first.get(9), 2, Outcome.COMPLETED, 61, false));
        caller.answers(second.get(0), 1, Map.of("technical_score", 6, "delivery_weeks", 3));
        caller.answers(second.get(1), 1, Map.of("technical_score", 8, "delivery_weeks", 4));
        caller.answers(second.get(2), 1, Map.of("technical_score", 8, "delivery_weeks", 6));

        awaitStatus(mission, "succeeded");
        JsonNode results = results(mission);
        assertThat(names(results.path("recommended"))).containsExactly("Vendor Helix");
        assertThat(results.at("/counts/succeeded").asInt()).isEqualTo(10);
        assertThat(target(results, "Vendor Helix").path("rounds")).hasSize(2);
        assertThat(target(results, "Vendor Helix").path("attempts").asInt()).isEqualTo(2);
        assertThat(target(results, "Vendor Helix").at("/rounds/0/reason").asText())
                .startsWith("rank 2 by insight.fit_score desc");
        assertThat(target(results, "Vendor Acme").path("round").asText()).isEqualTo("screening");
        assertThat(target(results, "Vendor Acme").path("reason").asText()).endsWith("only the top 3 advance");
    }

    private CallAbandoned cancelled(CallRequested call) {
        CallAbandoned abandoned = caller.abandoned(call, Outcome.BUSY, 1);
        return new CallAbandoned(
                abandoned.callId(),
                abandoned.missionId(),
                abandoned.runId(),
                abandoned.account(),
                abandoned.target(),
                CallAbandoned.Reason.CANCELLED,
                "no longer wanted",
                Optional.empty(),
                1,
                abandoned.abandonedAt());
    }

    private static Map<String, Object> score(boolean free, int availability, int overall) {
        return Map.of("has_availability", free, "availability_score", availability, "overall_score", overall);
    }

    private static List<String> names(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path("name").asText())
                .toList();
    }

    private static JsonNode target(JsonNode results, String name) {
        return StreamSupport.stream(results.path("targets").spliterator(), false)
                .filter(item -> item.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String sweep(int targets, String stopWhen) {
        String list = IntStream.rangeClosed(1, targets)
                .mapToObj("  - {name: Line %1$d, phone: \"+1312555%1$04d\"}%n"::formatted)
                .collect(Collectors.joining());
        return """
                name: Enough
                class: sweep
                assistant: {name: Listener, instructions: Listen., greeting: "", enabled_features: [telephony]}
                insight:
                  name: Score
                  instructions: Score the line.
                  json_schema: {type: object, properties: {score: {type: integer}}, required: [score]}
                rank: {by: insight.score, order: desc, top: 1}
                recipients: automated
                stop_when: %s
                targets:
                """.formatted(stopWhen) + list;
    }
}
