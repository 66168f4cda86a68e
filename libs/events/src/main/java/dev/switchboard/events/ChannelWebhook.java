package dev.switchboard.events;

import java.time.Instant;
import java.util.Map;

/**
 * A verified callback of a chat channel, byte for byte.
 *
 * @param channel {@code slack} or {@code telegram}
 */
public record ChannelWebhook(
        String channel, String eventId, Map<String, String> headers, String body, Instant receivedAt) {

    public ChannelWebhook {
        Required.field(channel, "channel");
        Required.field(eventId, "event_id");
        headers = Required.orElse(headers, Map.of());
        Required.field(body, "body");
        Required.field(receivedAt, "received_at");
    }
}
