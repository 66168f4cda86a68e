package dev.switchboard.insight.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.MalformedEventException;
import dev.switchboard.events.TelnyxWebhook;
import dev.switchboard.insight.domain.Fact;
import dev.switchboard.insight.domain.TelnyxIds;
import dev.switchboard.insight.wire.InsightResults;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a webhook tells of a conversation (contract, sections 5 and 9.9): the usual envelope, or the flat form that
 * insight groups may send.
 */
final class WebhookFacts {

    @FunctionalInterface
    private interface Reader {
        Fact read(String account, TelnyxIds ids, JsonNode payload);
    }

    private static final Map<String, Reader> READERS = Map.of(
            "call.conversation.ended", (account, ids, payload) -> Fact.conversationEnded(account, ids),
            "call.conversation_insights.generated", WebhookFacts::insights,
            "conversation.insights.completed", WebhookFacts::insights);

    private WebhookFacts() {}

    /** True if the record is certainly about something else; what cannot be read is not. */
    static boolean isAboutSomethingElse(byte[] record) {
        if (record == null) {
            return false;
        }
        try {
            JsonNode type = EventJson.mapper().readTree(record).path("event_type");
            return type.isTextual() && !READERS.containsKey(type.asText());
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The fact, if it can be told whose it is.
     *
     * @throws MalformedEventException if the body is not JSON
     */
    static Optional<Fact> of(TelnyxWebhook webhook) {
        JsonNode payload = payload(body(webhook));
        TelnyxIds ids = new TelnyxIds(
                text(payload, "conversation_id"),
                webhook.callControlId().or(() -> text(payload, "call_control_id")),
                webhook.callSessionId().or(() -> text(payload, "call_session_id")));
        return Optional.ofNullable(READERS.get(webhook.eventType()))
                .filter(reader -> !ids.known().isEmpty())
                .map(reader -> reader.read(webhook.account(), ids, payload));
    }

    private static Fact insights(String account, TelnyxIds ids, JsonNode payload) {
        JsonNode results = payload.has("results") ? payload.path("results") : payload.path("insights");
        return Fact.insightsGenerated(account, ids, InsightResults.read(results));
    }

    private static JsonNode body(TelnyxWebhook webhook) {
        try {
            return EventJson.mapper().readTree(webhook.body());
        } catch (JsonProcessingException e) {
            throw new MalformedEventException("webhook body is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static JsonNode payload(JsonNode body) {
        JsonNode data = body.path("data");
        if (data.path("payload").isObject()) {
            return data.path("payload");
        }
        return data.isObject() ? data : body;
    }

    private static Optional<String> text(JsonNode payload, String name) {
        return Optional.of(payload.path(name).asText("")).filter(text -> !text.isBlank());
    }
}
