package dev.switchboard.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each check finds what it is there for, and nothing else does. */
class ChecksTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String A = "+13125550001";
    private static final String B = "+13125550002";
    private static final String LISTED = "+13125550003";

    private final PlannedMission negotiation = mission("""
            {"name": "talks", "class": "negotiation", "targets": [
              {"phone": "%s", "timezone": "America/Chicago"}, {"phone": "%s", "timezone": "America/Chicago"},
              {"phone": "%s", "timezone": "America/Chicago"}],
             "calling_window": {"from": "08:15", "to": "20:45"}}""".formatted(A, B, LISTED));

    private final ArrayNode calls = MAPPER.createArrayNode();
    private final Map<String, Integer> refused = new HashMap<>(Map.of("rate", 0, "concurrency", 0));
    private final Map<String, JsonNode> results = new HashMap<>();
    private final Map<String, JsonNode> approvals = new HashMap<>();
    private final Map<String, List<String>> dropped = new TreeMap<>();
    private final List<String> unsteady = new ArrayList<>();
    private final List<String> assistants = new ArrayList<>(List.of("Caller"));
    private final ObjectNode script = MAPPER.createObjectNode();
    private int lines = 2;

    ChecksTest() {
        call(A, "one", "15:00:00", "15:01:00");
        call(B, "two", "15:02:00", "15:03:00");
        results.put("talks", results(1));
        approvals.put("talks", json("[{\"action\": \"mission.calls\", \"status\": \"approved\"}]"));
    }

    @Test
    void findNothingWhereNothingIsWrong() {
        assertThat(violated()).isEmpty();
    }

    @Test
    void findAnAttemptThatRangTwice() {
        call(A, "one", "15:10:00", "15:11:00");
        results.put("talks", results(2));

        assertThat(violated()).containsExactly("attempts that rang twice");
    }

    @Test
    void findAServiceThatDidNotStandAnOutage() {
        unsteady.add("the notifier died while the broker was away");

        assertThat(violated()).containsExactly("services that died, or were ready, without what they need");
    }

    @Test
    void findADialledAttemptThatRangTwice() {
        String state = Base64.getEncoder().encodeToString("{\"attempt_id\": \"one\"}".getBytes(StandardCharsets.UTF_8));
        ObjectNode again = call(A, null, "15:10:00", "15:11:00");
        again.put("client_state", state);
        results.put("talks", results(2));

        assertThat(violated()).containsExactly("attempts that rang twice");
    }

    @Test
    void findACallThatNoAttemptTellsOf() {
        call(A, "three", "15:10:00", "15:11:00");

        assertThat(violated()).containsExactly("calls beyond the attempts told");
    }

    @Test
    void findCallsThatOverlapOnOnePhone() {
        lines = 3;
        call(A, "three", "15:00:30", "15:01:30");
        results.put("talks", results(2));

        assertThat(violated()).containsExactly("calls that overlap on one phone", "negotiation calls that overlap");
    }

    @Test
    void findAMissionThatDidNotEnd() {
        results.clear();

        assertThat(violated()).containsExactly("missions and targets forgotten");
    }

    @Test
    void findATargetThatIsNotInTheResults() {
        ((ArrayNode) results.get("talks").path("targets")).remove(2);

        assertThat(violated()).containsExactly("missions and targets forgotten");
    }

    @Test
    void findATargetWithoutAFinalStatus() {
        target(1).put("status", "in_progress");

        assertThat(violated()).containsExactly("missions and targets forgotten");
    }

    @Test
    void findMoreCallsThanLines() {
        lines = 1;
        PlannedMission other = mission("""
                {"name": "others", "class": "sweep", "targets": [{"phone": "+13125550009"}]}""");
        call("+13125550009", "nine", "15:00:30", "15:01:30");
        results.put("others", json("""
                {"status": "succeeded", "targets": [{"phone": "+13125550009", "status": "succeeded", "attempts": 1}]}"""));

        assertThat(violated(negotiation, other)).containsExactly("limits passed");
    }

    @Test
    void findAMissionBeyondItsOwnLimit() {
        PlannedMission other = mission("""
                {"name": "others", "class": "sweep", "limits": {"concurrent_calls": 1},
                 "targets": [{"phone": "+13125550008"}, {"phone": "+13125550009"}]}""");
        call("+13125550008", "eight", "15:10:30", "15:11:30");
        call("+13125550009", "nine", "15:10:40", "15:11:40");
        results.put("others", json("""
                {"status": "succeeded", "targets": [{"phone": "+13125550008", "status": "succeeded", "attempts": 1},
                 {"phone": "+13125550009", "status": "succeeded", "attempts": 1}]}"""));

        assertThat(violated(negotiation, other)).containsExactly("limits passed");
    }

    @Test
    void findACallThatTheProviderRefusedForItsLimit() {
        refused.put("rate", 1);

        assertThat(violated()).containsExactly("limits passed");
    }

    @Test
    void findNegotiationCallsAtOnce() {
        call(B, "three", "15:00:30", "15:01:30");
        target(1).put("attempts", 2);

        assertThat(violated()).containsExactly("negotiation calls that overlap");
    }

    @Test
    void findACallBeforeTheWindowOpens() {
        call(B, "three", "14:14:00", "14:15:00");
        target(1).put("attempts", 2);

        assertThat(violated()).containsExactly("calls outside the recipient's window");
    }

    @Test
    void findACallToASuppressedNumber() {
        call(LISTED, "three", "15:20:00", "15:21:00");
        target(2).put("attempts", 1);

        assertThat(violated()).containsExactly("calls to suppressed numbers");
    }

    @Test
    void findAnApprovalWithoutEffect() {
        approvals.put("talks", json("[{\"action\": \"mission.calls\", \"status\": \"expired\"}]"));

        assertThat(violated()).containsExactly("approvals without exactly one effect");
    }

    @Test
    void findAnApprovalThatTookEffectTwice() {
        assistants.add("Caller");

        assertThat(violated()).containsExactly("approvals without exactly one effect");
    }

    @Test
    void findAQuestionThatWasAskedTwice() {
        Evidence undisturbed = evidence();
        approvals.put("talks", json("""
                [{"action": "mission.calls", "status": "approved"}, {"action": "mission.calls", "status": "approved"}]"""));

        assertThat(violated(undisturbed)).containsExactly("approvals other than undisturbed");
    }

    @Test
    void findAnotherResult() {
        Evidence undisturbed = evidence();
        results.put("talks", results(1));
        target(1).put("status", "abandoned");

        assertThat(violated(undisturbed)).containsExactly("results other than undisturbed");
    }

    @Test
    void findAnotherRecommendation() {
        Evidence undisturbed = evidence();
        results.put("talks", ((ObjectNode) results(1)).put("status", "failed"));

        assertThat(violated(undisturbed)).containsExactly("results other than undisturbed");
    }

    @Test
    void findAnotherRank() {
        target(0).put("rank", 1);
        Evidence undisturbed = evidence();
        results.put("talks", results(1));
        target(0).put("rank", 2);

        assertThat(violated(undisturbed)).containsExactly("results other than undisturbed");
    }

    @Test
    void findAnotherResultAlthoughAWebhookWasDroppedThatCouldBeLookedUp() {
        Evidence undisturbed = evidence();
        results.put("talks", results(1));
        target(1).put("status", "abandoned");
        dropped.put(B, List.of("call.hangup"));

        assertThat(violated(undisturbed)).containsExactly("results other than undisturbed");
    }

    @Test
    void excuseAPhoneThatAMachineAnswers() {
        script.withObject("/numbers").putArray(B).addObject().put("outcome", "voicemail");
        Evidence undisturbed = evidence();
        results.put("talks", results(1));
        target(1).put("status", "abandoned");

        assertThat(violated(undisturbed)).isEmpty();
        assertThat(new Checks(plan(List.of(negotiation)), evidence()).excused(undisturbed))
                .isEqualTo(1);
    }

    @Test
    void excuseATextAndACallOfOurOwn() {
        for (String toldByWebhooks : List.of("\"channel\": \"sms_chat\"", "\"place_by\": \"texml\"")) {
            PlannedMission other = mission("""
                    {"name": "others", "class": "sweep", %s, "targets": [{"phone": "+13125550009"}]}""".formatted(toldByWebhooks));
            results.put("others", json("""
                    {"status": "succeeded", "targets": [
                      {"phone": "+13125550009", "status": "succeeded", "attempts": 1}]}"""));
            Evidence undisturbed = evidence();
            results.put("others", json("""
                    {"status": "succeeded", "targets": [
                      {"phone": "+13125550009", "status": "abandoned", "attempts": 2}]}"""));

            assertThat(names(new Checks(plan(List.of(other)), evidence()).against(undisturbed)))
                    .isEmpty();
        }
    }

    // ---

    private List<String> violated(PlannedMission... missions) {
        return names(
                new Checks(plan(missions.length == 0 ? List.of(negotiation) : List.of(missions)), evidence()).alone());
    }

    private List<String> violated(Evidence undisturbed) {
        return names(new Checks(plan(List.of(negotiation)), evidence()).against(undisturbed));
    }

    private static List<String> names(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> !finding.violations().isEmpty())
                .map(Finding::check)
                .toList();
    }

    private Plan plan(List<PlannedMission> missions) {
        return new Plan(
                new Settings(1, 0, Duration.ofMinutes(1), 3, 60, lines, false, 1, List.of()),
                List.of(),
                missions,
                script,
                MAPPER.createObjectNode(),
                Set.of(LISTED));
    }

    private Evidence evidence() {
        ObjectNode ledger = MAPPER.createObjectNode();
        ledger.set("calls", calls.deepCopy());
        return new Evidence(
                Map.of(),
                Calls.of(ledger),
                Map.copyOf(refused),
                Map.copyOf(results),
                Map.copyOf(approvals),
                Map.of(),
                new TreeMap<>(dropped),
                List.copyOf(unsteady),
                List.copyOf(assistants));
    }

    private ObjectNode call(String to, String attempt, String started, String ended) {
        return calls.addObject()
                .put("to", to)
                .put("attempt_id", attempt)
                .put("started_at", "2026-03-02T" + started + "Z")
                .put("ended_at", "2026-03-02T" + ended + "Z");
    }

    private ObjectNode target(int index) {
        return (ObjectNode) results.get("talks").path("targets").path(index);
    }

    private static JsonNode results(int attemptsOfTheFirst) {
        return json("""
                {"status": "succeeded", "recommended": [{"phone": "%s"}], "targets": [
                  {"phone": "%s", "status": "succeeded", "attempts": %d},
                  {"phone": "%s", "status": "succeeded", "attempts": 1},
                  {"phone": "%s", "status": "skipped", "attempts": 0}]}""".formatted(A, A, attemptsOfTheFirst, B, LISTED));
    }

    private static PlannedMission mission(String document) {
        return new PlannedMission(Duration.ZERO, (ObjectNode) json(document));
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
