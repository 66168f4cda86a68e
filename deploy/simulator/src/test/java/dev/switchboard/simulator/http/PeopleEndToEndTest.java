package dev.switchboard.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.state.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The people of the script, over real HTTP, as a bot in Slack and Telegram meets them. */
class PeopleEndToEndTest {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String ONE = "f2a6c9e1-48b3-4d70-9e15-b7d3a0c8f651";
    private static final String TWO = "0b9d7c1e-53a4-4f7e-8c86-7a1d5f3e9b20";

    @TempDir
    Path folder;

    @Test
    void pressesAButtonInSlackWhenItsTimeHasCome() throws Exception {
        try (Callbacks gateway = new Callbacks();
                Started simulator = approving("{after_secs: 60, decision: approved, by: dana}", gateway)) {
            // When
            String ts = post(simulator, question("C1", ONE)).path("ts").asText();

            // Then
            await().atMost(SOON).until(() -> gateway.slack().size() == 1);
            JsonNode press = gateway.slack().get(0);
            assertThat(press.path("type").asText()).isEqualTo("block_actions");
            assertThat(press.path("user").path("name").asText()).isEqualTo("dana");
            assertThat(press.path("user").path("id").asText()).startsWith("U").hasSize(11);
            assertThat(press.path("actions").path(0).path("action_id").asText()).isEqualTo("approve");
            assertThat(press.path("actions").path(0).path("value").asText()).isEqualTo(ONE);
            assertThat(press.path("container").path("message_ts").asText()).isEqualTo(ts);
            JsonNode asked = asked(simulator).get(0);
            assertThat(Duration.between(instant(asked, "asked_at"), instant(asked, "answered_at")))
                    .isEqualTo(Duration.ofSeconds(60));
        }
    }

    @Test
    void answersEachApprovalOnceInTheOrderTheyWereAsked() throws Exception {
        try (Callbacks gateway = new Callbacks();
                Started simulator = approving(
                        "{after_secs: 5, decision: rejected, by: dana}, {after_secs: 5, decision: approved, by: kim}",
                        gateway)) {
            // When the first is asked in both channels, then another, then one more than there are people
            post(simulator, question("C1", ONE));
            send(simulator, ONE);
            send(simulator, TWO);
            post(simulator, question("C1", "5f0c3a52-8b1e-4f0a-9a3d-2f6f0c1b7e11"));

            // Then
            await().atMost(SOON)
                    .until(() -> gateway.slack().size() + gateway.telegram().size() == 2);
            assertThat(gateway.slack()
                            .get(0)
                            .path("actions")
                            .path(0)
                            .path("action_id")
                            .asText())
                    .isEqualTo("reject");
            JsonNode press = gateway.telegram().get(0).path("callback_query");
            assertThat(press.path("data").asText()).isEqualTo("approve:" + TWO);
            assertThat(press.path("from").path("username").asText()).isEqualTo("kim");
            assertThat(press.path("message").path("chat").path("id").asLong()).isEqualTo(1);
            assertThat(asked(simulator)).hasSize(3);
            assertThat(asked(simulator).get(2).has("by")).isFalse();
        }
    }

    @Test
    void fillsInTheFormThatOpens() throws Exception {
        try (Callbacks gateway = new Callbacks();
                Started simulator = approving(
                        "{after_secs: 5, decision: changed, by: dana, shortlist: [\"+14155550308\", \"+14155550304\"]}",
                        gateway)) {
            post(simulator, question("C1", ONE));
            await().atMost(SOON).until(() -> gateway.slack().size() == 1);
            String trigger = gateway.slack().get(0).path("trigger_id").asText();
            assertThat(gateway.slack()
                            .get(0)
                            .path("actions")
                            .path(0)
                            .path("action_id")
                            .asText())
                    .isEqualTo("change");

            // When
            JsonNode opened = slack(simulator, "views.open", form(trigger));
            JsonNode again = slack(simulator, "views.open", form(trigger));

            // Then
            assertThat(opened.path("ok").asBoolean()).isTrue();
            assertThat(again.path("error").asText()).isEqualTo("exchanged_trigger_id");
            await().atMost(SOON).until(() -> gateway.slack().size() == 2);
            JsonNode submission = gateway.slack().get(1);
            assertThat(submission.path("type").asText()).isEqualTo("view_submission");
            assertThat(submission.path("view").path("private_metadata").asText())
                    .isEqualTo("mine");
            JsonNode chosen = submission
                    .path("view")
                    .path("state")
                    .path("values")
                    .path("b")
                    .path("a");
            assertThat(chosen.path("selected_options").findValuesAsText("value"))
                    .containsExactly("1", "2");
        }
    }

    @Test
    void pressesAgainWhenNoFormOpens() throws Exception {
        try (Callbacks gateway = new Callbacks();
                Started simulator = approving(
                        "{after_secs: 5, decision: changed, by: dana, shortlist: [\"+14155550308\"]}", gateway)) {
            post(simulator, question("C1", ONE));

            await().atMost(SOON).until(() -> gateway.slack().size() == 2);
            assertThat(slack(simulator, "views.open", form("1.2.3"))
                            .path("error")
                            .asText())
                    .isEqualTo("invalid_trigger_id");
        }
    }

    @Test
    void repliesInTelegramWithTheNumbers() throws Exception {
        try (Callbacks gateway = new Callbacks();
                Started simulator = approving(
                        "{after_secs: 5, decision: changed, by: kim, shortlist: [\"+14155550308\", \"+14155550304\"]}",
                        gateway)) {
            long message = send(simulator, ONE);

            await().atMost(SOON).until(() -> gateway.telegram().size() == 1);
            JsonNode reply = gateway.telegram().get(0).path("message");
            assertThat(reply.path("text").asText()).isEqualTo("+14155550308\n+14155550304");
            assertThat(reply.path("reply_to_message").path("message_id").asLong())
                    .isEqualTo(message);
            assertThat(reply.path("message_id").asLong()).isNotEqualTo(message);
        }
    }

    @Test
    void comesAgainUntilTheGatewayHasIt() throws Exception {
        try (Callbacks gateway = new Callbacks().refusing(2);
                Started simulator = approving("{decision: approved, by: dana}", gateway)) {
            post(simulator, question("C1", ONE));

            await().atMost(SOON).until(() -> gateway.slack().size() == 1);
        }
    }

    @Test
    void pressesNothingThatIsDecidedAlready() throws Exception {
        try (Callbacks gateway = new Callbacks();
                Started simulator = approving(
                        "{after_secs: 600, decision: approved, by: dana}, {after_secs: 900, decision: approved, by: dana}",
                        gateway)) {
            // Given
            String ts = post(simulator, question("C1", ONE)).path("ts").asText();

            // When
            slack(
                    simulator,
                    "chat.update",
                    Json.object().put("channel", "C1").put("ts", ts).put("text", "Approved by kim"));
            post(simulator, question("C1", TWO));

            // Then
            await().atMost(SOON).until(() -> gateway.slack().size() == 1);
            assertThat(gateway.slack()
                            .get(0)
                            .path("actions")
                            .path(0)
                            .path("value")
                            .asText())
                    .isEqualTo(TWO);
            assertThat(asked(simulator).get(0).path("closed_with").asText()).isEqualTo("Approved by kim");
        }
    }

    @Test
    void remembersWhoHasToAnswerAcrossARestart() throws Exception {
        String approvals = "{after_secs: 1200, decision: approved, by: dana}";
        try (Callbacks gateway = new Callbacks()) {
            try (Started simulator = approving(approvals, gateway)) {
                post(simulator, question("C1", ONE));
            }
            try (Started again = approving(approvals, gateway)) {
                await().atMost(SOON).until(() -> gateway.slack().size() == 1);
                assertThat(asked(again)).hasSize(1);
            }
        }
    }

    @Test
    void isSilentWithoutAScript() throws Exception {
        try (Callbacks gateway = new Callbacks();
                Started simulator = Started.heardBy(folder, "seed: 1", gateway.addresses())) {
            post(simulator, question("C1", ONE));

            assertThat(asked(simulator).get(0).has("due_at")).isFalse();
        }
    }

    private Started approving(String approvals, Callbacks gateway) throws Exception {
        return Started.heardBy(folder, "approvals: [" + approvals + "]", gateway.addresses());
    }

    private static ObjectNode question(String channel, String id) {
        ObjectNode message = Json.object().put("channel", channel).put("text", "Do these advance?");
        var elements = message.putArray("blocks")
                .addObject()
                .put("type", "actions")
                .put("block_id", "d")
                .putArray("elements");
        for (String word : List.of("approve", "reject", "change")) {
            elements.addObject()
                    .put("type", "button")
                    .put("action_id", word)
                    .put("value", id)
                    .putObject("text")
                    .put("type", "plain_text")
                    .put("text", Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return message;
    }

    private static ObjectNode form(String trigger) {
        ObjectNode request = Json.object().put("trigger_id", trigger);
        ObjectNode view = request.putObject("view").put("type", "modal").put("private_metadata", "mine");
        ObjectNode select = view.putArray("blocks")
                .addObject()
                .put("type", "input")
                .put("block_id", "b")
                .putObject("element")
                .put("type", "multi_static_select")
                .put("action_id", "a");
        var options = select.putArray("options");
        for (String digits : List.of("0302", "0308", "0304")) {
            options.addObject()
                    .put("value", String.valueOf(options.size() - 1))
                    .putObject("text")
                    .put("text", "Vendor (…" + digits + ")");
        }
        return request;
    }

    private static JsonNode post(Started simulator, ObjectNode message) throws Exception {
        return slack(simulator, "chat.postMessage", message);
    }

    private static JsonNode slack(Started simulator, String method, ObjectNode body) throws Exception {
        return simulator.post("/slack/api/" + method, body.toString()).body();
    }

    private static long send(Started simulator, String id) throws Exception {
        String buttons = "[[{\"text\":\"Approve\",\"callback_data\":\"approve:" + id + "\"},"
                + "{\"text\":\"Reject\",\"callback_data\":\"reject:" + id + "\"}]]";
        return simulator
                .post(
                        "/telegram/bot1:simulated/sendMessage",
                        "{\"chat_id\":1,\"text\":\"Do these advance?\",\"reply_markup\":{\"inline_keyboard\":" + buttons
                                + "}}")
                .body()
                .path("result")
                .path("message_id")
                .asLong();
    }

    private static List<JsonNode> asked(Started simulator) throws Exception {
        List<JsonNode> asked = new java.util.ArrayList<>();
        simulator.get("/_sim/approvals").path("approvals").forEach(asked::add);
        return asked;
    }

    private static Instant instant(JsonNode object, String field) {
        return Instant.parse(object.path(field).asText());
    }
}
