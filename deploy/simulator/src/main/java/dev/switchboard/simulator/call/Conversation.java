package dev.switchboard.simulator.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.script.Play;
import dev.switchboard.simulator.state.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A conversation of an assistant with a person (contract, section 3). */
public final class Conversation {

    /** One result of an insight template: a JSON value, or text for a template without a schema. */
    public record Result(String insightId, String insightName, JsonNode result) {}

    /** What was concluded from the conversation. */
    public static final class Insight {
        public String id;
        public String status;
        public Instant createdAt;
        public Instant dueAt;
        public String groupId;
        public final List<Result> results = new ArrayList<>();
    }

    public String id;
    public String name;
    public Instant createdAt;
    public Instant lastMessageAt;
    public String callControlId;
    /** Metadata that does not follow from the call. */
    public ObjectNode ownMetadata = Json.object();

    public final List<JsonNode> messages = new ArrayList<>();
    public Insight insight;

    /** How a conversation by text goes; null for a call. */
    public Play play;
    /** When the text is answered, and when nothing more is written; null if never. */
    public Instant replyAt;

    public Instant quietAt;

    transient Call call;

    boolean isAnswered() {
        return messages.stream()
                .anyMatch(message -> message.path("role").asText().equals("user"));
    }

    /** The call it was held in, or null. */
    public Call call() {
        return call;
    }

    /** What Telnyx sets, what the request gave, and what was changed since; all as text. */
    public ObjectNode metadata() {
        ObjectNode all = Json.object();
        if (call != null) {
            CallOrder order = call.order();
            Json.putIfPresent(all, "assistant_id", call.assistantId());
            all.put("call_control_id", order.controlId());
            all.put("telnyx_agent_target", order.from());
            all.put("telnyx_end_user_target", order.to());
            all.put("telnyx_conversation_channel", "phone_call");
            if (order.metadata() != null) {
                order.metadata()
                        .properties()
                        .forEach(field ->
                                all.put(field.getKey(), field.getValue().asText()));
            }
        }
        all.setAll(ownMetadata);
        return all;
    }
}
