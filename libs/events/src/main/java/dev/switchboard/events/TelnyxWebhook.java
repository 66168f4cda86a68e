package dev.switchboard.events;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A verified webhook, byte for byte.
 *
 * @param account whose public key verified it
 * @param eventId {@code data.id}; the same for every delivery of one event
 * @param eventType {@code data.event_type}, such as {@code call.hangup}
 * @param occurredAt {@code data.occurred_at}: the order of facts, unlike the order of arrival
 * @param headers as received, names in lower case, without authorization
 * @param body the raw body as UTF-8 text
 */
public record TelnyxWebhook(
        String account,
        String eventId,
        String eventType,
        Instant occurredAt,
        Optional<String> callControlId,
        Optional<String> callSessionId,
        Map<String, String> headers,
        String body,
        Instant receivedAt) {

    public TelnyxWebhook {
        Required.field(account, "account");
        Required.field(eventId, "event_id");
        Required.field(eventType, "event_type");
        Required.field(occurredAt, "occurred_at");
        callControlId = Required.orElse(callControlId, Optional.empty());
        callSessionId = Required.orElse(callSessionId, Optional.empty());
        headers = Required.orElse(headers, Map.of());
        Required.field(body, "body");
        Required.field(receivedAt, "received_at");
    }
}
