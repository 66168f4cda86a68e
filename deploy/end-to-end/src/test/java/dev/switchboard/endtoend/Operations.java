package dev.switchboard.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.chaos.Calls;
import dev.switchboard.launcher.stack.Part;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What people do to missions by the API: ask what would happen, forbid numbers, steer, call somebody, act on a live call,
 * look back; and what they cannot see.
 */
@Execution(ExecutionMode.CONCURRENT)
abstract class Operations {

    /** That nobody ends. */
    private static final Duration LONG_CALL = Duration.ofSeconds(1700);

    /** What phones do that do not just answer for a minute. */
    static final String NUMBERS = """
            "+13125550711": [{talk_secs: 1700}]
            "+13125550712": [{talk_secs: 1700}]
            "+13125550721": [{outcome: no-answer}]
            "+13125550731": [{talk_secs: 1700}]
            "+13125550741": [{talk_secs: 1700}]
            "+13125550751": [{reply: "Tomorrow at ten.", reply_secs: 60}]
            """;

    /** A key of an account that has nothing. */
    static final String OTHER_KEY = "swb_of_another_account";

    private static final Duration SOON = Duration.ofSeconds(120);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private final RunningStack stack = ServicesIT.stack();
    private final Api missions = Api.of(stack.stack(), Part.MISSION_SERVICE);
    private final Api scheduler = Api.of(stack.stack(), Part.CALL_SCHEDULER);

    @Test
    void whatAPreviewSaysIsWhatHappensAndListedNumbersAreNeverCalled() {
        // Given
        String[] phones = {"+13125550701", "+13125550702", "+13125550703", "+13125550704", "+13125550705"};
        ObjectNode mission = sweep("Previewed", phones);
        opensInHalfAnHour(mission);
        assertThat(list("+13125550702", "asked us to stop").status()).isEqualTo(201);
        assertThat(scheduler
                        .send("POST", "/v1/suppressions", "text/csv", "phone,reason\n+13125550703,moved\n")
                        .status())
                .isEqualTo(200);

        // When
        JsonNode preview =
                missions.post("/v1/missions?dry_run=true", mission.toString()).body();

        // Then
        assertThat(texts(preview.path("calls"), "phone"))
                .containsExactly("+13125550701", "+13125550704", "+13125550705");
        assertThat(texts(preview.path("skipped"), "phone")).containsExactly("+13125550702", "+13125550703");
        assertThat(texts(preview.path("skipped"), "reason")).containsOnly("the number is suppressed");
        assertThat(texts(missions.get("/v1/missions?limit=200").body().path("data"), "name"))
                .doesNotContain("Previewed");

        // When
        UUID run = stack.submit(mission);
        awaitRun(run, shown -> shown.at("/progress/requested").asInt() == phones.length);
        assertThat(callsTo(phones)).as("calls before the window opens").isEmpty();
        assertThat(list("+13125550704", "asked us to stop").status()).isEqualTo(201);
        JsonNode results = stack.resultsOf(run);

        // Then
        assertThat(results.path("status").asText()).isEqualTo("succeeded");
        assertThat(texts(results.path("targets"), "status"))
                .containsExactly("succeeded", "skipped", "skipped", "skipped", "succeeded");
        assertThat(callsTo("+13125550702", "+13125550703", "+13125550704")).isEmpty();
        for (String phone : List.of("+13125550701", "+13125550705")) {
            assertThat(callsTo(phone))
                    .singleElement()
                    .satisfies(call -> assertThat(call.started()).isAfterOrEqualTo(foreseen(preview, phone)));
        }
        assertThat(historyOf("+13125550702")).containsExactly("added api you asked us to stop");
        assertThat(historyOf("+13125550703")).containsExactly("added csv you moved");
        assertThat(historyOf("+13125550704")).containsExactly("added api you asked us to stop");
    }

    @Test
    void aRunIsPausedResumedAndCancelledAndItsAuditTrailTells() throws IOException {
        // Given
        ObjectNode mission = sweep("Steered", "+13125550711", "+13125550712", "+13125550713");
        mission.putObject("limits").put("concurrent_calls", 1);
        UUID run = stack.submit(mission);
        awaitCallTo("+13125550711");

        // When
        assertThat(steer(run, "/pause").status()).isEqualTo(200);
        awaitRun(run, shown -> shown.at("/counts/succeeded").asInt() == 1);
        Instant resumed = stack.stack().clock().instant();
        assertThat(callsTo("+13125550712")).isEmpty();
        assertThat(steer(run, "/resume").status()).isEqualTo(200);

        // Then
        awaitCallTo("+13125550712");
        assertThat(callsTo("+13125550712").get(0).started()).isAfter(resumed);

        // When
        assertThat(missions.post("/v1/runs/" + run + "/cancel", "{\"end_live\": true}")
                        .status())
                .as("a cancellation says what it does not understand")
                .isEqualTo(422);
        assertThat(steer(run, "/cancel?end_live=true").status()).isEqualTo(200);
        JsonNode results = stack.resultsOf(run);

        // Then
        assertThat(results.path("status").asText()).isEqualTo("cancelled");
        awaitEndedEarly("+13125550712");
        assertThat(callsTo("+13125550713")).isEmpty();

        // When
        AtomicReference<String> seen = new AtomicReference<>("");
        // The trail goes on with what the calls still tell.
        String hash = await().atMost(SOON)
                .until(
                        () -> {
                            String before = auditHash(run);
                            seen.set(missions.get("/v1/runs/" + run + "/audit").text());
                            return before;
                        },
                        before -> before.equals(auditHash(run)));
        String trail = seen.get();

        // Then
        assertThat(trail)
                .containsSubsequence(
                        "\"by\":\"key you\",\"status\":\"paused\"",
                        "\"by\":\"key you\",\"status\":\"running\"",
                        "cancelled by key you");
        assertThat(audit(trail, hash)).as("exit code for the trail as it is").isZero();
        assertThat(audit(trail.replaceFirst("key you", "key joe"), hash))
                .as("exit code for another actor")
                .isEqualTo(1);
        assertThat(audit(trail.substring(0, trail.stripTrailing().lastIndexOf('\n') + 1), hash))
                .as("exit code without the last line")
                .isEqualTo(1);
    }

    @Test
    void aHigherPriorityIsCalledFirst() {
        // Given
        List<String> patient = phones(760, 766);
        List<String> urgent = phones(770, 788);
        ObjectNode first = sweep("Patient", patient.toArray(String[]::new));
        ObjectNode second = sweep("Urgent", urgent.toArray(String[]::new));
        Instant opening = opensInHalfAnHour(first);
        opensInHalfAnHour(second);
        UUID waiting = stack.submit(first);
        UUID preferred = stack.submit(second);

        // When
        Api.Reply changed = missions.patch("/v1/runs/" + preferred, "{\"priority\": 9}");

        // Then
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("priority").asInt()).isEqualTo(9);
        awaitRun(waiting, shown -> shown.at("/progress/requested").asInt() == patient.size());
        awaitRun(preferred, shown -> shown.at("/progress/requested").asInt() == urgent.size());
        assertThat(stack.stack().clock().instant())
                .as("when all of them wait for the opening")
                .isBefore(opening);

        // When
        stack.resultsOf(waiting);
        stack.resultsOf(preferred);

        // Then
        Instant last = callsTo(urgent.toArray(String[]::new)).stream()
                .map(Calls.Call::started)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        assertThat(callsTo(patient.toArray(String[]::new)))
                .hasSize(patient.size())
                .allSatisfy(call -> assertThat(call.started()).isAfterOrEqualTo(last));
    }

    @Test
    void aNewDeadlineEndsARunThatWaits() {
        ObjectNode mission = sweep("Late", "+13125550721");
        mission.putObject("retry").putObject("no_answer").put("max", 3).put("after", "3h");
        UUID run = stack.submit(mission);
        awaitCallTo("+13125550721");

        Api.Reply changed = missions.patch("/v1/runs/" + run, "{\"deadline\": \"15m\"}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("deadline_at").asText()).isNotEmpty();
        assertThat(stack.resultsOf(run).path("status").asText()).isEqualTo("failed");
        assertThat(callsTo("+13125550721")).hasSize(1);
    }

    @Test
    void aLowerBudgetCallsOffWhatItNoLongerCovers() {
        // Given
        ObjectNode mission = sweep("Cheaper", "+13125550734", "+13125550735", "+13125550736");
        opensInHalfAnHour(mission);
        UUID run = stack.submit(mission);
        awaitRun(run, shown -> shown.at("/progress/requested").asInt() == 3);

        // When: 0.45 are kept back for each.
        Api.Reply changed = missions.patch("/v1/runs/" + run, "{\"budget_usd\": 0.5}");

        // Then
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("budget_usd").asDouble()).isEqualTo(0.5);
        assertThat(stack.resultsOf(run).path("status").asText()).isEqualTo("succeeded");
        assertThat(callsTo("+13125550734")).hasSize(1);
        assertThat(callsTo("+13125550735", "+13125550736")).isEmpty();
    }

    @Test
    void aBudgetThatALongCallHasUsedUpEndsTheRun() {
        ObjectNode mission = sweep("Dear", "+13125550731", "+13125550732", "+13125550733");
        mission.putObject("limits").put("concurrent_calls", 1);
        UUID run = stack.submit(mission);
        awaitCallTo("+13125550731");

        Api.Reply changed = missions.patch("/v1/runs/" + run, "{\"budget_usd\": 0.5}");

        assertThat(changed.status()).isEqualTo(200);
        JsonNode results = stack.resultsOf(run);
        assertThat(results.path("status").asText()).isEqualTo("failed");
        assertThat(results.path("reason").asText()).contains("budget of 0.5 US dollars is used up");
        assertThat(callsTo("+13125550732", "+13125550733")).isEmpty();
    }

    @Test
    void aSingleCallCanBeActedOnWhileItIsLive() {
        // Given
        ObjectNode wanted = JSON.createObjectNode()
                .put("to", "+13125550741")
                .put("name", "Dana's hotel")
                .put("place_by", "call_control");
        wanted.set("assistant", assistant());
        wanted.set("insight", insight());
        Api.Reply created = missions.post("/v1/calls", wanted.toString());
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        String own = "/v1/calls/" + created.body().path("id").asText();
        await().atMost(SOON)
                .until(() -> missions.get(own).body().path("call_id").isTextual());
        String call = "/v1/calls/" + missions.get(own).body().path("call_id").asText();
        await().atMost(SOON)
                .until(() -> scheduler
                        .get(call)
                        .body()
                        .at("/call/attempt/answered_at")
                        .isTextual());

        // When
        Api.Reply wrong = scheduler.post(call + "/actions/send_dtmf", "{\"digits\": \"x\"}");
        Api.Reply unknown = scheduler.post(call + "/actions/dance", "{}");
        Api.Reply pressed = scheduler.post(call + "/actions/send_dtmf", "{\"digits\": \"1\"}");
        Api.Reply hungUp = scheduler.post(call + "/actions/hangup", "{}");

        // Then
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body().at("/errors/0/path").asText()).isEqualTo("digits");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(pressed.status()).as(pressed.body().toString()).isEqualTo(200);
        assertThat(hungUp.status()).as(hungUp.body().toString()).isEqualTo(200);
        assertThat(texts(hungUp.body().path("expects"), "")).contains("call.hangup");
        await().atMost(SOON)
                .until(() -> texts(scheduler.get(call).body().path("action_webhooks"), "event_type")
                        .contains("call.hangup"));
        assertThat(texts(scheduler.get(call).body().path("actions"), "action")).contains("send_dtmf", "hangup");
        assertThat(scheduler
                        .post(call + "/actions/send_dtmf", "{\"digits\": \"1\"}")
                        .status())
                .as("an action on a call that is over")
                .isEqualTo(409);
        awaitEndedEarly("+13125550741");
        assertThat(callsTo("+13125550741")).hasSize(1);
        awaitCall(own, shown -> shown.path("run_status").asText().equals("succeeded"));
    }

    @Test
    void aSingleTextIsSentAndItsReplyUnderstood() {
        // Given
        ObjectNode wanted = JSON.createObjectNode()
                .put("to", "+13125550751")
                .put("channel", "sms_chat")
                .put("text", "When may we come?");
        ObjectNode texter = JSON.createObjectNode().put("name", "Texter").put("instructions", "Find out when.");
        texter.putArray("enabled_features").add("messaging");
        wanted.set("assistant", texter);
        wanted.set("insight", insight());

        // When
        Api.Reply created = missions.post("/v1/calls", wanted.toString());

        // Then
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        String own = "/v1/calls/" + created.body().path("id").asText();
        awaitCall(own, shown -> shown.path("run_status").asText().equals("succeeded"));
        assertThat(missions.get(own).body().at("/insight/score").isInt()).isTrue();
        assertThat(callsTo("+13125550751")).as("calls instead of a text").isEmpty();
    }

    @Test
    void aSingleCallToAListedNumberIsNotMade() {
        // Given
        assertThat(list("+13125550752", "asked us to stop").status()).isEqualTo(201);
        ObjectNode wanted = JSON.createObjectNode().put("to", "+13125550752");
        wanted.set("assistant", assistant());
        wanted.set("insight", insight());

        // When
        Api.Reply created = missions.post("/v1/calls", wanted.toString());

        // Then
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        awaitCall(
                "/v1/calls/" + created.body().path("id").asText(),
                shown -> shown.path("status").asText().equals("skipped"));
        assertThat(callsTo("+13125550752")).isEmpty();
    }

    @Test
    void theKeyOfAnotherAccountSeesNothing() {
        // Given
        UUID run = stack.submit(sweep("Ours", "+13125550791"));
        stack.resultsOf(run);
        JsonNode target = missions.get("/v1/runs/" + run + "/targets").body().at("/data/0");
        String own = "/v1/runs/" + run;
        String call = "/v1/calls/" + target.path("call_id").asText();
        assertThat(list("+13125550792", "ours").status()).isEqualTo(201);
        Api others = missions.withKey(OTHER_KEY);
        Api othersCalls = scheduler.withKey(OTHER_KEY);

        // Then
        assertThat(missions.get(call).status()).isEqualTo(200);
        assertThat(scheduler.get(call).status()).isEqualTo(200);
        for (String path : List.of(own, own + "/results", own + "/targets", own + "/events", own + "/audit", call)) {
            assertThat(others.get(path).status()).as("GET " + path).isEqualTo(404);
        }
        for (String list : List.of("/v1/missions", "/v1/runs", "/v1/approvals")) {
            assertThat(others.get(list).body().path("data")).as("GET " + list).isEmpty();
        }
        assertThat(others.post(own + "/pause", "").status()).isEqualTo(404);
        assertThat(others.post(own + "/cancel", "").status()).isEqualTo(404);
        assertThat(others.patch(own, "{\"priority\": 9}").status()).isEqualTo(404);
        assertThat(othersCalls.get(call).status()).isEqualTo(404);
        assertThat(othersCalls.post(call + "/actions/hangup", "{}").status()).isEqualTo(404);
        assertThat(othersCalls.get("/v1/suppressions").body().path("data")).isEmpty();
        assertThat(othersCalls.get("/v1/suppressions/audit").body().path("data"))
                .isEmpty();
        assertThat(missions.withKey("swb_nobody").get(own).status()).isEqualTo(401);
        assertThat(scheduler.withKey("swb_nobody").get(call).status()).isEqualTo(401);
    }

    // What is asked for.

    private static List<String> phones(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> "+13125550" + number)
                .toList();
    }

    private static ObjectNode sweep(String name, String... phones) {
        ObjectNode mission = JSON.createObjectNode().put("name", name).put("class", "sweep");
        mission.set("assistant", assistant());
        mission.set("insight", insight());
        ArrayNode targets = mission.putArray("targets");
        for (String phone : phones) {
            targets.addObject().put("name", "Number " + phone.substring(8)).put("phone", phone);
        }
        return mission;
    }

    private static ObjectNode assistant() {
        ObjectNode assistant = JSON.createObjectNode()
                .put("name", "Asker")
                .put("instructions", "Ask for a score.")
                .put("greeting", "Hello.");
        assistant.putArray("enabled_features").add("telephony");
        return assistant;
    }

    private static ObjectNode insight() {
        ObjectNode insight = JSON.createObjectNode().put("name", "Score").put("instructions", "Extract the score.");
        ObjectNode schema = insight.putObject("json_schema").put("type", "object");
        schema.putObject("properties").putObject("score").put("type", "integer");
        schema.putArray("required").add("score");
        return insight;
    }

    /** @return when, in Chicago, where the numbers are */
    private Instant opensInHalfAnHour(ObjectNode mission) {
        ZonedDateTime opening = stack.stack()
                .clock()
                .instant()
                .atZone(ZoneId.of("America/Chicago"))
                .plusMinutes(30)
                .truncatedTo(ChronoUnit.MINUTES);
        mission.putObject("calling_window")
                .put("from", opening.format(DateTimeFormatter.ofPattern("HH:mm")))
                .put("to", "20:00");
        return opening.toInstant();
    }

    private Api.Reply list(String phone, String reason) {
        return scheduler.post(
                "/v1/suppressions",
                JSON.createObjectNode()
                        .put("phone", phone)
                        .put("reason", reason)
                        .toString());
    }

    private Api.Reply steer(UUID run, String how) {
        return missions.post("/v1/runs/" + run + how, "");
    }

    // What came of it.

    private String auditHash(UUID run) {
        return missions.get("/v1/runs/" + run).body().path("audit_hash").asText();
    }

    private void awaitRun(UUID run, Predicate<JsonNode> good) {
        await("run " + run)
                .atMost(SOON)
                .until(() -> good.test(missions.get("/v1/runs/" + run).body()));
    }

    private void awaitCall(String path, Predicate<JsonNode> good) {
        await(path).atMost(SOON).until(() -> good.test(missions.get(path).body()));
    }

    private void awaitCallTo(String phone) {
        await("call to " + phone).atMost(SOON).until(() -> callsTo(phone).size() == 1);
    }

    private void awaitEndedEarly(String phone) {
        await("end of the call to " + phone)
                .atMost(SOON)
                .until(() -> !callsTo(phone).get(0).ended().equals(Instant.MAX));
        Calls.Call call = callsTo(phone).get(0);
        assertThat(Duration.between(call.started(), call.ended())).isLessThan(LONG_CALL);
    }

    private List<Calls.Call> callsTo(String... phones) {
        return stack.calls().to(Set.of(phones)).calls();
    }

    private static Instant foreseen(JsonNode preview, String phone) {
        return StreamSupport.stream(preview.path("calls").spliterator(), false)
                .filter(call -> call.path("phone").asText().equals(phone))
                .map(call -> Instant.parse(call.path("first_call_at").asText()))
                .findFirst()
                .orElseThrow();
    }

    /** Change, means, author and reason of every change of the suppression list. */
    private List<String> historyOf(String phone) {
        JsonNode changes = scheduler
                .get("/v1/suppressions/audit?phone=" + URLEncoder.encode(phone, StandardCharsets.UTF_8))
                .body()
                .path("data");
        return StreamSupport.stream(changes.spliterator(), false)
                .map(change -> Stream.of("change", "source", "changed_by", "reason")
                        .map(field -> change.path(field).asText())
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    private static List<String> texts(JsonNode items, String field) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> field.isEmpty() ? item.asText() : item.path(field).asText())
                .toList();
    }

    /** The exit code of {@code deploy/audit}, without the build before. */
    private static int audit(String trail, String hash) throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder, "trail", ".jsonl"), trail);
        return Program.java(
                        folder,
                        LauncherProcess.jar(),
                        "dev.switchboard.launcher.audit.CheckAudit",
                        file.toString(),
                        hash)
                .exitCode();
    }
}
