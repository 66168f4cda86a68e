package dev.switchboard.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.EventJson;
import dev.switchboard.gateway.domain.Beginning;
import dev.switchboard.gateway.domain.CallUnderWay.Line;
import java.io.IOException;
import java.util.Map;

/**
 * Telnyx asks what a conversation begins with (contract, section 7).
 *
 * @param line between whom
 * @param callControlId empty if it says none
 */
record Initialization(Line line, String callControlId) {

    static final String EVENT_TYPE = "assistant.initialization";

    /** @throws MalformedWebhookException if it is not JSON */
    static Initialization read(String account, byte[] body) throws MalformedWebhookException {
        JsonNode data;
        try {
            data = EventJson.mapper().readTree(body).path("data");
        } catch (IOException e) {
            throw new MalformedWebhookException("the body is not well-formed JSON");
        }
        // The flat form (section 9, row 7) has the facts in "data" itself.
        JsonNode payload = data.path("payload").isObject() ? data.path("payload") : data;
        return new Initialization(
                new Line(
                        account,
                        payload.path("assistant_id").asText(),
                        payload.path("telnyx_agent_target").asText(),
                        payload.path("telnyx_end_user_target").asText()),
                payload.path("call_control_id").asText());
    }

    /** The answer: bare, and every member left out that there is nothing to say in. */
    String answer(Beginning beginning) {
        ObjectNode answer = EventJson.mapper().createObjectNode();
        if (!beginning.variables().isEmpty()) {
            put(answer.putObject("dynamic_variables"), beginning.variables());
        }
        if (beginning.conversations().isPresent() || !beginning.insights().isEmpty()) {
            ObjectNode memory = answer.putObject("memory");
            beginning
                    .conversations()
                    .ifPresent(limit -> memory.put(
                            "conversation_query",
                            "metadata->telnyx_end_user_target=eq." + line.to() + "&limit=" + limit
                                    + "&order=last_message_at.desc"));
            if (!beginning.insights().isEmpty()) {
                memory.put("insight_query", "insight_ids=" + String.join(",", beginning.insights()));
            }
        }
        if (!beginning.metadata().isEmpty()) {
            put(answer.putObject("conversation").putObject("metadata"), beginning.metadata());
        }
        return answer.toString();
    }

    private static void put(ObjectNode object, Map<String, String> texts) {
        texts.forEach(object::put);
    }
}
