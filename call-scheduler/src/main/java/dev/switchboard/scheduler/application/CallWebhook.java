package dev.switchboard.scheduler.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.calling.Outcome;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.MalformedEventException;
import dev.switchboard.events.TelnyxWebhook;
import dev.switchboard.scheduler.domain.HangupCause;
import dev.switchboard.scheduler.domain.Heard;
import dev.switchboard.scheduler.domain.TelnyxIds;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a call's webhook says (contract, section 5).
 *
 * @param cause with {@link Kind#HANGUP}
 * @param conversationSecs with {@link Kind#CONVERSATION_ENDED}
 * @param attemptId from the client state of a call that we dialled
 * @param heard what it means for such a call, if anything
 * @param delivery with {@link Kind#TEXT_DELIVERED}: whether the text has arrived
 */
public record CallWebhook(
        Kind kind,
        String account,
        Optional<UUID> attemptId,
        TelnyxIds ids,
        String from,
        String to,
        Instant occurredAt,
        HangupCause cause,
        int conversationSecs,
        Optional<Heard> heard,
        Outcome delivery) {

    /** The facts about a call that matter here. */
    public enum Kind {
        INITIATED,
        ANSWERED,
        HANGUP,
        CONVERSATION_ENDED,
        MACHINE_DETECTION,
        GREETING_ENDED,
        SPEECH_ENDED,
        /** Its conversation has begun or ended; nothing else is told. */
        CONVERSATION_KNOWN,
        TEXT_SENT,
        /** It has arrived, or never will. */
        TEXT_DELIVERED
    }

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("call.initiated", Kind.INITIATED),
            Map.entry("call.answered", Kind.ANSWERED),
            Map.entry("call.hangup", Kind.HANGUP),
            Map.entry("call.conversation.ended", Kind.CONVERSATION_ENDED),
            Map.entry("call.machine.detection.ended", Kind.MACHINE_DETECTION),
            Map.entry("call.machine.greeting.ended", Kind.GREETING_ENDED),
            Map.entry("call.machine.premium.detection.ended", Kind.MACHINE_DETECTION),
            Map.entry("call.machine.premium.greeting.ended", Kind.GREETING_ENDED),
            Map.entry("call.speak.ended", Kind.SPEECH_ENDED),
            Map.entry("message.sent", Kind.TEXT_SENT),
            Map.entry("message.finalized", Kind.TEXT_DELIVERED));

    /** Final statuses of a text that has not arrived. One that is unconfirmed may have, and is not sent again. */
    private static final Set<String> UNDELIVERED = Set.of("delivery_failed", "sending_failed", "expired");

    /** What kind of fact an event of that type is; empty for one that changes no attempt. */
    public static Optional<Kind> kindOf(String eventType) {
        return Optional.ofNullable(KINDS.get(eventType)).or(() -> TexmlCallback.kindOf(eventType));
    }

    /** @throws MalformedEventException if the body is not a call's webhook */
    public static CallWebhook read(TelnyxWebhook webhook) {
        if (TexmlCallback.isOne(webhook.eventType())) {
            return TexmlCallback.read(webhook);
        }
        JsonNode payload = json(webhook.body()).path("data").path("payload");
        TelnyxIds ids = TelnyxIds.ofCall(
                        webhook.callControlId().or(() -> text(payload, "call_control_id")),
                        webhook.callSessionId().or(() -> text(payload, "call_session_id")))
                .inConversation(text(payload, "conversation_id"));
        Kind kind = kindOf(webhook.eventType())
                .orElseThrow(() -> new MalformedEventException("webhook of type " + webhook.eventType()));
        return new CallWebhook(
                kind,
                webhook.account(),
                text(payload, "client_state").flatMap(ClientState::attemptId),
                ids,
                number(payload.path("from")),
                number(payload.path("to")),
                webhook.occurredAt(),
                HangupCause.of(text(payload, "hangup_cause").orElse("unspecified")),
                payload.path("duration_sec").asInt(0),
                heard(kind, payload),
                UNDELIVERED.contains(payload.path("to").path(0).path("status").asText())
                        ? Outcome.FAILED
                        : Outcome.COMPLETED);
    }

    /** A call's numbers stand by themselves, a text's among details, and its recipients in a list. */
    private static String number(JsonNode party) {
        JsonNode one = party.isArray() ? party.path(0) : party;
        return (one.isObject() ? one.path("phone_number") : one).asText("");
    }

    boolean isAboutText() {
        return kind == Kind.TEXT_SENT || kind == Kind.TEXT_DELIVERED;
    }

    private static Optional<Heard> heard(Kind kind, JsonNode payload) {
        return switch (kind) {
            case INITIATED, HANGUP, CONVERSATION_ENDED, CONVERSATION_KNOWN, TEXT_SENT, TEXT_DELIVERED ->
                Optional.empty();
            case ANSWERED -> Optional.of(Heard.ANSWERED);
            case MACHINE_DETECTION -> text(payload, "result").map(Heard::detected);
            case GREETING_ENDED -> Optional.of(Heard.GREETING_OVER);
            case SPEECH_ENDED -> Optional.of(Heard.SPOKEN);
        };
    }

    /** Whether it tells that a machine has answered. */
    public boolean tellsOfMachine() {
        return heard.map(Heard::isMachine).orElse(false);
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
