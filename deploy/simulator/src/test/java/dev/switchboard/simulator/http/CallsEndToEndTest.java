package dev.switchboard.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.simulator.account.NewAccount;
import dev.switchboard.simulator.state.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallsEndToEndTest {

    private static final String NUMBER = "+13125550102";
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private static JsonNode eventually(Callable<JsonNode> read, Predicate<JsonNode> good) {
        return await().atMost(SOON).until(read, good);
    }

    private static boolean isVerified(Receiver.Received webhook) throws Exception {
        byte[] spki = HexFormat.of()
                .parseHex("302a300506032b6570032100"
                        + HexFormat.of().formatHex(Base64.getDecoder().decode(Started.publicKey())));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
        verifier.update((webhook.timestamp() + "|").getBytes(StandardCharsets.UTF_8));
        verifier.update(webhook.body());
        return verifier.verify(Base64.getDecoder().decode(webhook.signature()));
    }

    @Test
    void playsACallFromTheEventToTheInsight() throws Exception {
        String script = """
                seed: 1
                numbers:
                  "+13125550102":
                    - {when: "vars.best_quote == '65' && vars.city == 'Chicago'", talk_secs: 95,
                       insight: {per_person: 62}, summary: Came down to 62.}
                    - {outcome: busy}
                """;
        try (Receiver receiver = Receiver.thatAccepts();
                Started simulator = Started.with(folder, script, receiver.url())) {
            // Given an assistant with a structured and an unstructured insight
            String assistant = simulator.newAssistant();
            String insight = simulator
                    .post(
                            "/v2/ai/conversations/insights",
                            "{\"name\":\"Quote\",\"instructions\":\"x\",\"json_schema\":{\"type\":\"object\"}}")
                    .body()
                    .path("data")
                    .path("id")
                    .asText();
            String summary = simulator
                    .post("/v2/ai/conversations/insights", "{\"name\":\"Summary\",\"instructions\":\"x\"}")
                    .body()
                    .path("data")
                    .path("id")
                    .asText();
            String group = simulator
                    .post("/v2/ai/conversations/insight-groups", "{\"name\":\"Quotes\"}")
                    .body()
                    .path("data")
                    .path("id")
                    .asText();
            String groups = "/v2/ai/conversations/insight-groups/" + group + "/insights/";
            assertThat(simulator.post(groups + insight + "/assign", null).status())
                    .isEqualTo(200);
            assertThat(simulator.post(groups + summary + "/assign", null).status())
                    .isEqualTo(200);
            simulator.post(
                    "/v2/ai/assistants/" + assistant,
                    "{\"insight_settings\":{\"insight_group_id\":\"" + group + "\"}}");

            // When
            Started.Reply accepted = simulator.schedule(assistant, NUMBER);

            // Then the event is a bare object, and the call goes through
            assertThat(accepted.status()).isEqualTo(201);
            assertThat(accepted.body().path("status").asText()).isEqualTo("pending");
            String path = "/v2/ai/assistants/" + assistant + "/scheduled_events/"
                    + accepted.body().path("scheduled_event_id").asText();
            JsonNode event = eventually(
                    () -> simulator.get(path),
                    read -> read.path("status").asText().equals("completed"));
            assertThat(event.path("call_status").asText()).isEqualTo("completed");
            assertThat(event.path("call_duration").asInt()).isEqualTo(95);
            assertThat(event.path("retry_count").asInt()).isZero();

            String conversation = event.path("conversation_id").asText();
            JsonNode results = eventually(
                    () -> simulator.get("/v2/ai/conversations/" + conversation + "/conversations-insights"),
                    read -> read.at("/data/0/status").asText().equals("completed"));
            assertThat(results.at("/data/0/conversation_insights/0/result").asText())
                    .isEqualTo("{\"per_person\":62}");
            assertThat(results.at("/data/0/conversation_insights/1/result").asText())
                    .isEqualTo("Came down to 62.");
            JsonNode found = simulator.get("/v2/ai/conversations?metadata-%3Eattempt_id=eq.attempt-1&limit=5");
            assertThat(found.at("/data/0/metadata/telnyx_end_user_target").asText())
                    .isEqualTo(NUMBER);
            assertThat(found.at("/data/0/metadata/count").asText()).isEqualTo("3");

            await().atMost(SOON).until(() -> receiver.types().contains("call.conversation_insights.generated"));
            assertThat(receiver.types())
                    .containsExactlyInAnyOrder(
                            "call.initiated",
                            "call.answered",
                            "call.conversation.ended",
                            "call.hangup",
                            "call.cost",
                            "call.conversation_insights.generated");
            for (Receiver.Received webhook : receiver.received()) {
                assertThat(isVerified(webhook)).isTrue();
                assertThat(webhook.json().at("/data/payload/call_control_id").asText())
                        .isEqualTo(event.at("/call_attempts/0/telnyx_call_control_id")
                                .asText());
                assertThat(webhook.attempt()).isEqualTo(1);
            }

            JsonNode ledger = simulator.get("/_sim/ledger");
            assertThat(ledger.path("calls")).hasSize(1);
            JsonNode call = ledger.at("/calls/0");
            assertThat(call.path("attempt_id").asText()).isEqualTo("attempt-1");
            assertThat(call.at("/variables/city").asText()).isEqualTo("Chicago");
            assertThat(Duration.between(
                            Instant.parse(call.path("started_at").asText()),
                            Instant.parse(call.path("ended_at").asText())))
                    .isEqualTo(Duration.ofSeconds(8 + 95));
            assertThat(simulator.get("/_sim/timeline")).isNotEmpty();
        }
    }

    @Test
    void waitsWhileTheClockStandsStill() throws Exception {
        try (Started simulator = Started.standingStill(folder, "", null)) {
            String assistant = simulator.newAssistant();
            String path = "/v2/ai/assistants/" + assistant + "/scheduled_events";
            simulator.post(path, Started.call(NUMBER, Started.START.plusSeconds(60)));
            assertThat(simulator.get(path).at("/data/0/status").asText()).isEqualTo("pending");
            simulator.runClock();
            eventually(
                    () -> simulator.get(path),
                    list -> list.at("/data/0/status").asText().equals("completed"));
        }
    }

    @Test
    void goesOnAfterARestart() throws Exception {
        String script = "numbers: {\"*\": [{talk_secs: 1700, insight: {a: 1}}]}";
        String assistant;
        // Given one call under way and one for later
        try (Started simulator = Started.with(folder, script, null)) {
            assistant = simulator.newAssistant();
            simulator.schedule(assistant, NUMBER);
            simulator.post(
                    "/v2/ai/assistants/" + assistant + "/scheduled_events",
                    Started.call("+13125550103", simulator.now().plusSeconds(600)));
            eventually(
                    () -> simulator.get("/_sim/ledger"),
                    ledger -> ledger.at("/calls/0/conversation_id").isTextual());
            simulator.stopClock();
        }
        // When it is started again with the same file and clock
        try (Receiver receiver = Receiver.thatAccepts();
                Started simulator = Started.with(folder, script, receiver.url())) {
            // Then both calls come to their end, and both rang once
            JsonNode ledger = eventually(
                    () -> simulator.get("/_sim/ledger"),
                    read -> read.path("calls").size() == 2
                            && read.at("/calls/0/outcome").isTextual()
                            && read.at("/calls/1/outcome").isTextual());
            assertThat(ledger.path("duplicates").asInt()).isZero();
            assertThat(ledger.path("peak_concurrent").asInt()).isEqualTo(2);
            assertThat(simulator
                            .get("/v2/ai/assistants/" + assistant)
                            .path("name")
                            .asText())
                    .isEqualTo("Scout");
            await().atMost(SOON)
                    .until(() -> receiver.types().stream()
                                    .filter("call.conversation_insights.generated"::equals)
                                    .count()
                            == 2);
            assertThat(simulator.get("/v2/phone_numbers").path("data")).hasSize(3);
        }
    }

    @Test
    void refusesCallsBeyondTheChannels() throws Exception {
        String script = "{limits: {concurrent_calls: 1}, numbers: {\"*\": [{talk_secs: 600}]}}";
        try (Receiver receiver = Receiver.thatAccepts();
                Started simulator = Started.with(folder, script, receiver.url())) {
            String assistant = simulator.newAssistant();
            simulator.schedule(assistant, NUMBER);
            String second = simulator
                    .schedule(assistant, "+13125550103")
                    .body()
                    .path("scheduled_event_id")
                    .asText();
            JsonNode event = eventually(
                    () -> simulator.get("/v2/ai/assistants/" + assistant + "/scheduled_events/" + second),
                    read -> read.path("status").asText().equals("failed"));
            assertThat(event.at("/errors/0").asText()).contains("channel limit exceeded D1");
            JsonNode ledger = simulator.get("/_sim/ledger");
            assertThat(ledger.at("/refused/concurrency").asInt()).isEqualTo(1);
            assertThat(ledger.path("calls")).hasSize(1);
            await().atMost(SOON).until(() -> receiver.types().contains("call.hangup"));
            assertThat(receiver.received().stream()
                            .filter(webhook -> webhook.type().equals("call.hangup"))
                            .findFirst()
                            .orElseThrow()
                            .json()
                            .at("/data/payload/sip_hangup_cause")
                            .asText())
                    .isEqualTo("403");
        }
    }

    @Test
    void refusesDialsBeyondTheRate() throws Exception {
        try (Started simulator =
                Started.standingStill(folder, "limits: {dials_per_second: 0.4, concurrent_calls: 9}", null)) {
            String assistant = simulator.newAssistant();
            simulator.schedule(assistant, NUMBER);
            simulator.schedule(assistant, NUMBER);
            Started.Reply refused = simulator.schedule(assistant, NUMBER);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.body().at("/errors/0/code").asText()).isEqualTo("90103");
            assertThat(refused.raw().headers().firstValue("x-ratelimit-reset")).contains("5");
            assertThat(refused.raw().headers().firstValue("retry-after")).contains("5");
            assertThat(simulator.get("/_sim/ledger").at("/refused/rate").asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void makesTelnyxsOwnRetries() throws Exception {
        String script = """
                numbers:
                  "+13125550102": [{attempt: 1, outcome: busy}, {attempt: 2, outcome: no-answer}, {talk_secs: 5}]
                """;
        try (Started simulator = Started.with(folder, script, null)) {
            String assistant = simulator.newAssistant();
            String body = Started.call(NUMBER, simulator.now())
                    .replaceFirst("\\{", "{\"max_retries_client_errors\":2,\"retry_interval_secs\":60,");
            String path = "/v2/ai/assistants/" + assistant + "/scheduled_events";
            simulator.post(path, body);
            JsonNode list = eventually(
                    () -> simulator.get(path),
                    read -> read.at("/data/0/status").asText().equals("completed"));
            assertThat(list.at("/data/0/retry_count").asInt()).isEqualTo(2);
            assertThat(list.at("/data/0/call_attempts")).hasSize(3);
            assertThat(list.at("/data/0/call_attempts/1/call_status").asText()).isEqualTo("no-answer");
            assertThat(Duration.between(
                            Instant.parse(list.at("/data/0/call_attempts/0/attempted_at")
                                    .asText()),
                            Instant.parse(list.at("/data/0/call_attempts/1/attempted_at")
                                    .asText())))
                    .isEqualTo(Duration.ofSeconds(8 + 60));
        }
    }

    @Test
    void acceptsAndThenDropsTheConnection() throws Exception {
        try (Started simulator = Started.standingStill(folder, "faults: {accept_then_drop: 1}", null)) {
            try {
                simulator.post("/v2/ai/assistants", "{\"name\":\"Scout\",\"instructions\":\"Ask.\"}");
                assertThat(false).as("the connection should have died").isTrue();
            } catch (java.io.IOException expected) {
                assertThat(simulator.get("/v2/ai/assistants").path("data")).isNotEmpty();
            }
        }
    }

    @Test
    void failsBeforeAnyEffect() throws Exception {
        try (Started simulator = Started.standingStill(folder, "faults: {http_500: 1}", null)) {
            Started.Reply reply = simulator.post("/v2/ai/assistants", "{\"name\":\"S\",\"instructions\":\"A\"}");
            assertThat(reply.status()).isEqualTo(500);
            simulator.send("PUT", "/_sim/faults", "{\"http_429\":1}");
            Started.Reply limited = simulator.send("GET", "/v2/ai/assistants", null);
            assertThat(limited.status()).isEqualTo(429);
            assertThat(limited.raw().headers().firstValue("retry-after")).isPresent();
            simulator.send("PUT", "/_sim/faults", "{}");
            assertThat(simulator.get("/v2/ai/assistants").path("data")).isEmpty();
        }
    }

    @Test
    void triesAgainWithTheSameEventUntilItIsTaken() throws Exception {
        try (Receiver receiver = new Receiver(webhook -> webhook.attempt() == 1 ? 500 : 200);
                Started simulator = Started.with(folder, "", receiver.url())) {
            simulator.schedule(simulator.newAssistant(), NUMBER);
            await().atMost(SOON)
                    .until(() -> receiver.received().stream()
                            .anyMatch(webhook -> webhook.type().equals("call.initiated") && webhook.attempt() == 2));
            List<Receiver.Received> initiated = receiver.received().stream()
                    .filter(webhook -> webhook.type().equals("call.initiated"))
                    .toList();
            assertThat(initiated)
                    .extracting(Receiver.Received::id)
                    .containsOnly(initiated.get(0).id());
            assertThat(initiated).extracting(Receiver.Received::attempt).containsExactly(1, 2);
            assertThat(isVerified(initiated.get(1))).isTrue();
        }
    }

    @Test
    void sendsDuplicatesWithTheSameId() throws Exception {
        try (Receiver receiver = Receiver.thatAccepts();
                Started simulator = Started.with(folder, "faults: {webhook_duplicate: 1}", receiver.url())) {
            simulator.schedule(simulator.newAssistant(), NUMBER);
            await().atMost(SOON).until(() -> receiver.received().size() == 12);
            assertThat(receiver.received().stream()
                            .map(Receiver.Received::id)
                            .distinct()
                            .count())
                    .isEqualTo(6);
        }
    }

    @Test
    void neverDeliversWhatIsDropped() throws Exception {
        try (Receiver receiver = Receiver.thatAccepts();
                Started simulator = Started.with(folder, "faults: {webhook_drop: 1}", receiver.url())) {
            simulator.schedule(simulator.newAssistant(), NUMBER);
            eventually(
                    () -> simulator.get("/_sim/health"),
                    health -> health.at("/webhooks/dropped").asInt() == 6);
            assertThat(receiver.received()).isEmpty();
            assertThat(simulator.get("/_sim/dropped").path(NUMBER))
                    .hasSize(6)
                    .contains(Json.MAPPER.readTree("\"call.hangup\""));
        }
    }

    @Test
    void asksForDynamicVariablesAndPrefersTheRequestsOwn() throws Exception {
        String answer =
                "{\"dynamic_variables\":{\"city\":\"Boston\",\"best_quote\":\"1\"},\"conversation\":{\"metadata\":{\"vip\":true}}}";
        try (Receiver owner = Receiver.thatAccepts().answering(answer);
                Started simulator = Started.with(folder, "", null)) {
            String assistant = simulator.newAssistant();
            simulator.post(
                    "/v2/ai/assistants/" + assistant, "{\"dynamic_variables_webhook_url\":\"" + owner.url() + "\"}");
            simulator.schedule(assistant, NUMBER);
            JsonNode ledger = eventually(
                    () -> simulator.get("/_sim/ledger"),
                    read -> read.at("/calls/0/outcome").isTextual());
            assertThat(ledger.at("/calls/0/variables/city").asText()).isEqualTo("Boston");
            assertThat(ledger.at("/calls/0/variables/best_quote").asText()).isEqualTo("65");
            assertThat(owner.types()).containsExactly("assistant.initialization");
            assertThat(isVerified(owner.received().get(0))).isTrue();
            assertThat(simulator
                            .get("/v2/ai/conversations")
                            .at("/data/0/metadata/vip")
                            .asText())
                    .isEqualTo("true");
        }
    }

    @Test
    void reportsAMachineAndYieldsNoInsight() throws Exception {
        try (Receiver receiver = Receiver.thatAccepts();
                Started simulator = Started.with(folder, "numbers: {\"*\": [{outcome: voicemail}]}", receiver.url())) {
            simulator.schedule(simulator.newAssistant(), NUMBER);
            JsonNode conversations = eventually(
                    () -> simulator.get("/v2/ai/conversations"),
                    read -> read.path("data").size() == 1);
            String id = conversations.at("/data/0/id").asText();
            eventually(
                    () -> simulator.get("/v2/ai/conversations/" + id + "/conversations-insights"),
                    read -> read.at("/data/0/status").asText().equals("failed"));
            await().atMost(SOON).until(() -> receiver.types().contains("call.hangup"));
            assertThat(receiver.types())
                    .contains("call.machine.premium.detection.ended", "call.machine.premium.greeting.ended")
                    .doesNotContain("call.conversation_insights.generated");
            assertThat(simulator.get("/_sim/ledger").at("/calls/0/outcome").asText())
                    .isEqualTo("voicemail");
        }
    }

    /** The words of the contract, by the kind of detection that was asked for. */
    @ParameterizedTest
    @CsvSource({
        "premium, call.machine.premium, "
                + "human_residence human_business silence fax_detected not_sure machine, "
                + "human_residence human_business silence fax_detected not_sure machine",
        "detect_beep, call.machine, "
                + "human_residence human_business silence fax_detected not_sure machine, "
                + "human human not_sure not_sure not_sure machine",
    })
    void reportsWhomItTakesForHavingAnswered(String mode, String kind, String detected, String results)
            throws Exception {
        List<String> whom = List.of(detected.split(" "));
        String script = IntStream.range(0, whom.size())
                .mapToObj(i -> "\"+1312555020" + i + "\": [{talk_secs: 30, detected: " + whom.get(i) + "}]")
                .collect(Collectors.joining(", ", "numbers: {", "}"));
        try (Receiver receiver = Receiver.thatAccepts();
                Started simulator = Started.with(folder, script, receiver.url())) {
            for (int i = 0; i < whom.size(); i++) {
                Started.Reply dialled = simulator.post(
                        "/v2/calls",
                        "{\"connection_id\":\"" + NewAccount.APPLICATION
                                + "\",\"from\":\"+13125550001\",\"to\":\"+1312555020" + i
                                + "\",\"answering_machine_detection\":\"" + mode + "\"}");
                assertThat(dialled.status()).as(dialled.raw().body()).isEqualTo(200);
            }
            // The machine is called last: a greeting of anybody else would have been told of before.
            await().atMost(SOON).until(() -> receiver.types().contains(kind + ".greeting.ended"));

            assertThat(told(receiver, kind + ".detection.ended", "result")).containsExactly(results.split(" "));
            assertThat(told(receiver, kind + ".greeting.ended", "to")).containsExactly("+13125550205");
        }
    }

    /** By the number called. */
    private static List<String> told(Receiver receiver, String type, String field) {
        return receiver.received().stream()
                .filter(webhook -> webhook.type().equals(type))
                .map(webhook -> webhook.json().at("/data/payload"))
                .sorted(Comparator.comparing(payload -> payload.path("to").asText()))
                .map(payload -> payload.path(field).asText())
                .toList();
    }

    @Test
    void refusesScriptsThatCannotBePlayed() throws Exception {
        try (Started simulator = Started.standingStill(folder, "", null)) {
            String body = Json.object().put("yaml", "seeds: 1").toString();
            Started.Reply reply = simulator.send("PUT", "/_sim/script", body);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body().at("/errors/0/detail").asText()).startsWith("seeds: 1: expected");
        }
    }
}
