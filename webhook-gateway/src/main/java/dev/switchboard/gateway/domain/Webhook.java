package dev.switchboard.gateway.domain;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A verified webhook, ready to be recorded.
 *
 * @param recordId of this event in our own log; the same for every delivery of one event, also after a restart, so that
 *     consumers, who apply an id once, apply the event once
 * @param eventId the sender's id, or one derived from the body where the sender gives none
 * @param orderedBy what keeps it in order with others: the call session, or the next best that is known
 * @param occurredAt mission time, by the sender
 * @param receivedAt mission time
 */
public record Webhook(
        UUID recordId,
        String account,
        String eventId,
        String eventType,
        String orderedBy,
        Instant occurredAt,
        Optional<String> callControlId,
        Optional<String> callSessionId,
        Map<String, String> headers,
        String body,
        Instant receivedAt)
        implements Received {

    /** Puts a webhook together from what was received. */
    public static Webhook received(
            String account,
            Envelope envelope,
            Map<String, String> headers,
            byte[] rawBody,
            String body,
            Instant receivedAt) {
        String eventId = envelope.eventId().orElseGet(() -> "sha256:" + Sha256.of(rawBody));
        return new Webhook(
                recordId(account, eventId),
                account,
                eventId,
                envelope.eventType(),
                orderedBy(envelope, eventId),
                envelope.occurredAt().flatMap(Webhook::instant).orElse(receivedAt),
                envelope.callControlId(),
                envelope.callSessionId(),
                headers,
                body,
                receivedAt);
    }

    /** The account is part of it: one account cannot make another's event look like a repetition. */
    static UUID recordId(String account, String eventId) {
        return UUID.nameUUIDFromBytes((account + "/" + eventId).getBytes(StandardCharsets.UTF_8));
    }

    private static String orderedBy(Envelope envelope, String eventId) {
        return envelope.callSessionId()
                .or(envelope::callControlId)
                .or(envelope::conversationId)
                .orElse(eventId);
    }

    /** A fact with an unreadable time is still a fact: it then counts from its arrival. */
    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public <T> T as(Kind<T> kind) {
        return kind.webhook(this);
    }
}
