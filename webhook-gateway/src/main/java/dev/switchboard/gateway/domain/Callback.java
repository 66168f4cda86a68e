package dev.switchboard.gateway.domain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A verified callback of a chat channel, ready to be recorded.
 *
 * @param channel {@code slack} or {@code telegram}, as events name it
 * @param eventId the same for every delivery of one callback
 * @param receivedAt mission time
 */
public record Callback(
        UUID recordId, String channel, String eventId, Map<String, String> headers, String body, Instant receivedAt)
        implements Received {

    public static final String SLACK = "slack";
    public static final String TELEGRAM = "telegram";

    /**
     * From Slack. The body names its event: it holds the {@code trigger_id} and {@code action_ts} of one press, or the id
     * of one submitted view, so the same bytes are the same press.
     */
    public static Callback ofSlack(byte[] rawBody, Map<String, String> headers, String body, Instant receivedAt) {
        return of(SLACK, SLACK + "-" + Sha256.of(rawBody), headers, body, receivedAt);
    }

    /**
     * From Telegram.
     *
     * @param bot which of several; their updates are counted separately
     */
    public static Callback ofTelegram(
            String bot, long updateId, Map<String, String> headers, String body, Instant receivedAt) {
        String scope = bot.isEmpty() ? "" : bot + "-";
        return of(TELEGRAM, TELEGRAM + "-" + scope + updateId, headers, body, receivedAt);
    }

    private static Callback of(
            String channel, String eventId, Map<String, String> headers, String body, Instant receivedAt) {
        UUID id = UUID.nameUUIDFromBytes(("channel/" + eventId).getBytes(StandardCharsets.UTF_8));
        return new Callback(id, channel, eventId, headers, body, receivedAt);
    }

    @Override
    public <T> T as(Kind<T> kind) {
        return kind.callback(this);
    }
}
