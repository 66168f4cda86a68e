package dev.switchboard.scheduler.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.MalformedEventException;
import dev.switchboard.events.TelnyxWebhook;
import dev.switchboard.scheduler.domain.HangupCause;
import dev.switchboard.scheduler.domain.TelnyxIds;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a call's webhook says (contract, section 5).
 *
 * @param cause with {@link Kind#HANGUP}
 * @param conversationSecs with {@link Kind#CONVERSATION_ENDED}
 * @param machine whether a detection heard a machine
 */
public record CallWebhook(
        Kind kind,
        String account,
        TelnyxIds ids,
        String from,
        String to,
        Instant occurredAt,
        HangupCause cause,
        int conversationSecs,
        boolean machine) {

    /** The facts about a call that matter here. */
    public enum Kind {
        INITIATED,
        ANSWERED,
        HANGUP,
        CONVERSATION_ENDED,
        MACHINE_DETECTION
    }

    private static final Map<String, Kind> KINDS = Map.of(
            "call.initiated", Kind.INITIATED,
            "call.answered", Kind.ANSWERED,
            "call.hangup", Kind.HANGUP,
            "call.conversation.ended", Kind.CONVERSATION_ENDED,
            "call.machine.detection.ended", Kind.MACHINE_DETECTION,
            "call.machine.greeting.ended", Kind.MACHINE_DETECTION,
            "call.machine.premium.detection.ended", Kind.MACHINE_DETECTION,
            "call.machine.premium.greeting.ended", Kind.MACHINE_DETECTION);

    /** A greeting that ends, with or without a beep, was a machine's. */
    private static final Set<String> MACHINE_RESULTS = Set.of("machine", "fax_detected", "beep_detected", "ended");

    /** What kind of fact an event of that type is; empty for one that changes no attempt. */
    public static Optional<Kind> kindOf(String eventType) {
        return Optional.ofNullable(KINDS.get(eventType));
    }

    /** @throws MalformedEventException if the body is not a call's webhook */
    public static CallWebhook read(TelnyxWebhook webhook) {
        JsonNode payload = json(webhook.body()).path("data").path("payload");
        TelnyxIds ids = TelnyxIds.ofCall(
                        webhook.callControlId().or(() -> text(payload, "call_control_id")),
                        webhook.callSessionId().or(() -> text(payload, "call_session_id")))
                .inConversation(text(payload, "conversation_id"));
        return new CallWebhook(
                kindOf(webhook.eventType())
                        .orElseThrow(() -> new MalformedEventException("webhook of type " + webhook.eventType())),
                webhook.account(),
                ids,
                text(payload, "from").orElse(""),
                text(payload, "to").orElse(""),
                webhook.occurredAt(),
                HangupCause.of(text(payload, "hangup_cause").orElse("unspecified")),
                payload.path("duration_sec").asInt(0),
                MACHINE_RESULTS.contains(text(payload, "result").orElse("")));
    }

    private static JsonNode json(String body) {
        try {
            return EventJson.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw new MalformedEventException("webhook body: " + e.getOriginalMessage(), e);
        }
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.of(node.path(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }
}
