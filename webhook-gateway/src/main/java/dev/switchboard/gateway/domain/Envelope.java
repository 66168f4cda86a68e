package dev.switchboard.gateway.domain;

import java.util.Optional;

/**
 * The few facts the gateway reads from a webhook; everything else is for those who consume it.
 *
 * @param eventId {@code data.id}; the flat form has none
 * @param occurredAt as written
 * @param conversationId of the flat form {@code conversation.insights.completed}, or of a call's payload
 */
public record Envelope(
        Optional<String> eventId,
        String eventType,
        Optional<String> occurredAt,
        Optional<String> callControlId,
        Optional<String> callSessionId,
        Optional<String> conversationId) {}
