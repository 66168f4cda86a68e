package dev.switchboard.notifier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Callbacks as Slack and Telegram send them. */
public final class ChannelCallbacks {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ChannelCallbacks() {}

    public static String slackPress(
            String action, UUID approvalId, String channel, String ts, String user, String trigger) {
        ObjectNode payload =
                JSON.createObjectNode().put("type", "block_actions").put("trigger_id", trigger);
        payload.putObject("user").put("id", user).put("username", "somebody").put("team_id", "T1");
        payload.putObject("container")
                .put("type", "message")
                .put("message_ts", ts)
                .put("channel_id", channel);
        payload.putObject("channel").put("id", channel).put("name", "missions");
        payload.putObject("message").put("type", "message").put("ts", ts);
        payload.put("response_url", "https://hooks.slack.com/actions/T1/1/x");
        payload.putArray("actions")
                .addObject()
                .put("action_id", action)
                .put("block_id", "decision")
                .put("type", "button")
                .put("value", approvalId.toString())
                .put("action_ts", "1773154841.000200");
        return form(payload);
    }

    public static String slackSubmission(UUID approvalId, String channel, String user, List<String> values) {
        ObjectNode payload =
                JSON.createObjectNode().put("type", "view_submission").put("trigger_id", "t");
        payload.putObject("user").put("id", user);
        ObjectNode view = payload.putObject("view")
                .put("id", "V1")
                .put("type", "modal")
                .put("callback_id", "change")
                .put("private_metadata", approvalId + " " + channel);
        ArrayNode selected = view.putObject("state")
                .putObject("values")
                .putObject("shortlist")
                .putObject("chosen")
                .put("type", "multi_static_select")
                .putArray("selected_options");
        values.forEach(value ->
                selected.addObject().put("value", value).putObject("text").put("type", "plain_text"));
        return form(payload);
    }

    private static String form(ObjectNode payload) {
        return "payload=" + URLEncoder.encode(payload.toString(), StandardCharsets.UTF_8);
    }

    public static String telegramPress(long update, String data, long chat, long message, long user, String query) {
        ObjectNode body = JSON.createObjectNode().put("update_id", update);
        ObjectNode press = body.putObject("callback_query").put("id", query).put("data", data);
        press.putObject("from").put("id", user).put("is_bot", false).put("first_name", "Somebody");
        press.putObject("message").put("message_id", message).putObject("chat").put("id", chat);
        return body.toString();
    }

    public static String telegramReply(long update, String text, long chat, long message, long user, long id) {
        ObjectNode body = JSON.createObjectNode().put("update_id", update);
        ObjectNode reply = body.putObject("message").put("message_id", id).put("text", text);
        reply.putObject("from").put("id", user).put("is_bot", false);
        reply.putObject("chat").put("id", chat);
        reply.putObject("reply_to_message")
                .put("message_id", message)
                .putObject("chat")
                .put("id", chat);
        return body.toString();
    }
}
