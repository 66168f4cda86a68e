package dev.switchboard.simulator.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;

/**
 * What was asked for: everything about a call that is known before it starts.
 *
 * @param eventId the scheduled event, or null
 * @param assistantId null for a dial without one
 * @param variables the request's own dynamic variables
 * @param metadata goes into the conversation; may be null
 * @param request the dial or TeXML request, for its callbacks and options; null for a scheduled event
 */
public record CallOrder(
        String controlId,
        String legId,
        String sessionId,
        String connectionId,
        String to,
        String from,
        Via via,
        String eventId,
        String assistantId,
        Map<String, String> variables,
        JsonNode metadata,
        JsonNode request,
        Instant acceptedAt) {}
