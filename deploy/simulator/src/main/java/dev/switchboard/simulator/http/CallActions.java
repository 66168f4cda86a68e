package dev.switchboard.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.account.Account;
import dev.switchboard.simulator.call.Call;
import dev.switchboard.simulator.call.CallEngine;
import dev.switchboard.simulator.call.CallOrder;
import dev.switchboard.simulator.call.CallWebhooks;
import dev.switchboard.simulator.call.Via;
import dev.switchboard.simulator.config.Ids;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The commands of call control as a table: what each needs, whether the call must be answered, and which events follow.
 * Commands that change the call are in {@link #effect}.
 */
final class CallActions {

    /** An event that follows a command after so many mission seconds. */
    private record Echo(String eventType, int afterSecs, boolean addressed, Function<JsonNode, ObjectNode> details) {}

    private record Action(List<String> required, boolean answered, List<Echo> echoes) {}

    private static final Map<String, Action> ACTIONS = new LinkedHashMap<>();

    static {
        Function<JsonNode, ObjectNode> nothing = body -> Json.object();
        on("hangup", false);
        on("reject", false, "cause");
        on("answer", false);
        on("transfer", true, "to");
        on("bridge", true, "call_control_id");
        on("ai_assistant_start", true);
        on("ai_assistant_stop", true);
        on("ai_assistant_add_messages", true);
        on("ai_assistant_join", true, "conversation_id", "participant");
        on("gather_using_ai", true, List.of("parameters"), addressed("call.ai_gather.ended", 10, body -> {
            ObjectNode details = Json.object().put("status", "valid");
            details.putObject("result");
            details.putArray("message_history");
            return details;
        }));
        on(
                "speak",
                true,
                List.of("payload", "voice"),
                echo("call.speak.started", 0, nothing),
                echo("call.speak.ended", 4, status("completed")));
        on(
                "playback_start",
                true,
                List.of(),
                echo("call.playback.started", 0, CallActions::media),
                echo(
                        "call.playback.ended",
                        5,
                        body -> media(body).put("status", "completed").put("status_detail", "")));
        on(
                "playback_stop",
                true,
                List.of(),
                echo("call.playback.ended", 0, body -> media(body).put("status", "cancelled")));
        Function<JsonNode, ObjectNode> digits =
                body -> Json.object().put("digits", "1").put("status", "valid");
        Function<JsonNode, ObjectNode> digit = body -> Json.object().put("digit", "1");
        for (String gather : List.of("gather", "gather_using_audio", "gather_using_speak")) {
            List<String> required = gather.equals("gather_using_speak") ? List.of("payload", "voice") : List.of();
            on(
                    gather,
                    true,
                    required,
                    addressed("call.dtmf.received", 3, digit),
                    addressed("call.gather.ended", 5, digits));
        }
        on(
                "gather_stop",
                true,
                List.of(),
                addressed(
                        "call.gather.ended",
                        0,
                        body -> Json.object().put("digits", "").put("status", "cancelled")));
        on("send_dtmf", true, "digits");
        on("record_start", true, "format", "channels");
        on("record_stop", true, List.of(), echo("call.recording.saved", 2, CallActions::recording));
        on("record_pause", true);
        on("record_resume", true);
        Function<JsonNode, ObjectNode> notified = body -> Json.object().put("sip_notify_response", 202);
        on(
                "refer",
                true,
                List.of("sip_address"),
                addressed("call.refer.started", 0, notified),
                addressed("call.refer.completed", 2, notified));
        on("siprec_start", true, List.of(), echo("siprec.started", 1, nothing));
        on(
                "siprec_stop",
                true,
                List.of(),
                echo("siprec.stopped", 1, body -> Json.object().put("hangup_cause", "normal_clearing")));
        Function<JsonNode, ObjectNode> stream =
                body -> Json.object().put("stream_url", body.path("stream_url").asText(""));
        on("streaming_start", true, List.of(), echo("streaming.started", 1, stream));
        on("streaming_stop", true, List.of(), echo("streaming.stopped", 1, stream));
        on("transcription_start", true, List.of(), echo("call.transcription", 3, body -> {
            ObjectNode details = Json.object();
            details.putObject("transcription_data")
                    .put("transcript", "hello this is a test speech")
                    .put("confidence", 0.98)
                    .put("is_final", true)
                    .put("transcription_track", "inbound");
            return details;
        }));
        on("transcription_stop", true);
        Function<JsonNode, ObjectNode> decrypted = body -> Json.object().put("stream_type", "decrypted");
        on("fork_start", true, List.of(), echo("call.fork.started", 1, decrypted));
        on("fork_stop", true, List.of(), echo("call.fork.stopped", 1, decrypted));
        on(
                "enqueue",
                true,
                List.of("queue_name"),
                echo(
                        "call.enqueued",
                        0,
                        body -> Json.object()
                                .put("queue", body.path("queue_name").asText())
                                .put("current_position", 1)
                                .put("queue_avg_wait_time_secs", 0)));
        on(
                "leave_queue",
                true,
                List.of(),
                echo(
                        "call.dequeued",
                        0,
                        body -> Json.object()
                                .put("queue_position", 1)
                                .put("reason", "leave")
                                .put("wait_time_secs", 0)));
        on("suppression_start", true);
        on("suppression_stop", true);
        on("switch_supervisor_role", true, "role");
        on("send_sip_info", true, "content_type", "body");
        on("conversation_relay_start", true);
        on("conversation_relay_stop", true);
        on("client_state_update", false, "client_state");
    }

    private static final Map<String, List<String>> ENUMS = Map.of(
            "reject", List.of("CALL_REJECTED", "USER_BUSY"),
            "switch_supervisor_role", List.of("barge", "monitor", "whisper"));
    private static final Map<String, String> ENUM_FIELD = Map.of("reject", "cause", "switch_supervisor_role", "role");
    private static final Set<String> TALKED_TO = Set.of("ai_assistant_start", "ai_assistant_join", "gather_using_ai");

    private final Account account;
    private final CallEngine engine;
    private final CallWebhooks webhooks;
    private final Timers timers;
    private final Ids ids;

    CallActions(Account account, CallEngine engine, CallWebhooks webhooks, Timers timers, Ids ids) {
        this.account = account;
        this.engine = engine;
        this.webhooks = webhooks;
        this.timers = timers;
        this.ids = ids;
    }

    private static void on(String name, boolean answered, String... required) {
        ACTIONS.put(name, new Action(List.of(required), answered, List.of()));
    }

    private static void on(String name, boolean answered, List<String> required, Echo... echoes) {
        ACTIONS.put(name, new Action(required, answered, List.of(echoes)));
    }

    private static Echo echo(String eventType, int afterSecs, Function<JsonNode, ObjectNode> details) {
        return new Echo(eventType, afterSecs, false, details);
    }

    private static Echo addressed(String eventType, int afterSecs, Function<JsonNode, ObjectNode> details) {
        return new Echo(eventType, afterSecs, true, details);
    }

    private static Function<JsonNode, ObjectNode> status(String status) {
        return body -> Json.object().put("status", status);
    }

    private static ObjectNode media(JsonNode body) {
        return Json.object()
                .put("media_url", body.path("audio_url").asText(""))
                .put("media_name", body.path("media_name").asText(""))
                .put("overlay", body.path("overlay").asBoolean());
    }

    private static ObjectNode recording(JsonNode body) {
        ObjectNode details = Json.object().put("channels", "dual");
        details.putObject("recording_urls").put("mp3", "https://example.com/recording.mp3");
        details.putObject("public_recording_urls");
        return details;
    }

    Set<String> names() {
        return ACTIONS.keySet();
    }

    ObjectNode ok() {
        return Json.object().put("result", "ok");
    }

    /** @throws Refused with the code of contract section 0 if the command cannot be given */
    ObjectNode perform(String name, Call call, ObjectNode body, Instant now) {
        Action action = ACTIONS.get(name);
        for (String field : action.required()) {
            if (!body.hasNonNull(field)) {
                throw Problems.unprocessable(
                        "10004",
                        "Missing required parameter",
                        "The '" + field + "' parameter is required.",
                        "/" + field);
            }
        }
        if (ENUMS.containsKey(name)) {
            CallsApi.oneOf(body, ENUM_FIELD.get(name), ENUMS.get(name));
        }
        checkState(action, call);
        if (body.hasNonNull("client_state")) {
            engine.clientState(call, body.get("client_state").asText());
        }
        effect(name, call, body, now);
        action.echoes().forEach(echo -> follow(echo, call, body, now));
        ObjectNode result = ok();
        if (TALKED_TO.contains(name) && call.conversationId() != null) {
            result.put("conversation_id", call.conversationId());
        }
        if (name.equals("conversation_relay_start")) {
            result.put("conversation_relay_id", ids.uuid());
        }
        return result;
    }

    private static void checkState(Action action, Call call) {
        if (!call.isAlive()) {
            throw Problems.unprocessable(
                    "90018",
                    "Call has already ended",
                    "This call is no longer active and can't receive commands.",
                    null);
        }
        if (action.answered() && !call.isAnswered()) {
            throw Problems.unprocessable(
                    "90034",
                    "Call has not been answered yet",
                    "This command can only be issued after the call was answered.",
                    null);
        }
    }

    private void effect(String name, Call call, ObjectNode body, Instant now) {
        switch (name) {
            case "hangup", "reject" -> engine.hangUp(call, now);
            case "ai_assistant_start" -> startAssistant(call, body, now);
            case "ai_assistant_stop" -> stopAssistant(call, now);
            case "transfer" -> transfer(call, body, now);
            case "bridge" -> bridge(call, body, now);
            default -> {
                // The events that follow say all there is.
            }
        }
    }

    private void startAssistant(Call call, ObjectNode body, Instant now) {
        if (call.assistantRuns()) {
            throw Problems.unprocessable(
                    "90061", "AI Assistant already in progress", "The call has an assistant already.", null);
        }
        String assistant = Json.text(body.path("assistant"), "id");
        if (assistant != null && account.assistants.find(assistant).isEmpty()) {
            throw Problems.unprocessable(
                    "10015", "Invalid value for assistant", "The assistant does not exist.", "/assistant/id");
        }
        engine.startAssistant(call, assistant, body.path("assistant").path("dynamic_variables"), now);
    }

    private void stopAssistant(Call call, Instant now) {
        if (call.assistantRuns()) {
            engine.assistantLeaves(call, now);
        }
    }

    private void transfer(Call call, ObjectNode body, Instant now) {
        CallOrder order = call.order();
        String from = body.path("from").asText(order.from());
        engine.start(
                new CallOrder(
                        ids.callControlId(),
                        ids.uuid(),
                        order.sessionId(),
                        order.connectionId(),
                        body.get("to").asText(),
                        from,
                        Via.DIAL,
                        null,
                        null,
                        new LinkedHashMap<>(),
                        null,
                        body,
                        now),
                now);
        webhooks.otherAddressed(call, "call.bridged", Json.object(), now);
    }

    private void bridge(Call call, ObjectNode body, Instant now) {
        Call other = engine.find(body.get("call_control_id").asText())
                .filter(Call::isAlive)
                .orElseThrow(() -> Problems.unprocessable(
                        "90015",
                        "Invalid Call Control ID",
                        "There is no such call to bridge with.",
                        "/call_control_id"));
        webhooks.otherAddressed(call, "call.bridged", Json.object(), now);
        webhooks.otherAddressed(other, "call.bridged", Json.object(), now);
    }

    private void follow(Echo echo, Call call, ObjectNode body, Instant now) {
        timers.at(now.plus(Duration.ofSeconds(echo.afterSecs())), due -> {
            ObjectNode details = echo.details().apply(body);
            if (!call.isAlive() && details.path("status").asText().equals("completed")) {
                details.put("status", "call_hangup");
            }
            if (echo.addressed()) {
                webhooks.otherAddressed(call, echo.eventType(), details, due);
            } else {
                webhooks.other(call, echo.eventType(), details, due);
            }
        });
    }
}
