package dev.switchboard.notifier.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.events.EventJson;
import dev.switchboard.notifier.application.CallbackReader;
import dev.switchboard.notifier.domain.Callback;
import dev.switchboard.notifier.domain.Callback.Move;
import dev.switchboard.notifier.domain.Channel;
import dev.switchboard.notifier.domain.ReturnAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * Presses of our buttons ({@code callback_query}) and replies to our messages. A client may send any {@code callback_data} it
 * likes, but not another person's id: who pressed is what counts.
 */
@ApplicationScoped
class TelegramCallbacks implements CallbackReader {

    static final String APPROVE = "approve";
    static final String REJECT = "reject";
    static final String CHANGE = "change";

    /** 44 bytes of the 64 that a button holds. */
    static String data(String move, UUID approvalId) {
        return move + ":" + approvalId;
    }

    @Override
    public Channel channel() {
        return Channel.TELEGRAM;
    }

    @Override
    public Optional<Callback> read(String body) {
        JsonNode update = update(body);
        return update.has("callback_query") ? press(update.path("callback_query")) : reply(update.path("message"));
    }

    private static JsonNode update(String body) {
        try {
            return EventJson.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            return EventJson.mapper().missingNode();
        }
    }

    private static Optional<Callback> press(JsonNode query) {
        String[] data = query.path("data").asText("").split(":", 2);
        Optional<Move> move = move(data[0]);
        Optional<UUID> approval = data.length < 2 ? Optional.empty() : id(data[1]);
        if (move.isEmpty() || approval.isEmpty()) {
            return Optional.empty();
        }
        JsonNode message = query.path("message");
        return Optional.of(Callback.press(
                Channel.TELEGRAM,
                approval.get(),
                message.path("message_id").asText(""),
                move.get(),
                "",
                new ReturnAddress(
                        chat(message),
                        query.path("from").path("id").asText(""),
                        query.path("id").asText(""),
                        "")));
    }

    private static Optional<Callback> reply(JsonNode message) {
        JsonNode to = message.path("reply_to_message");
        if (!to.path("message_id").isIntegralNumber() || !message.path("text").isTextual()) {
            return Optional.empty();
        }
        return Optional.of(Callback.reply(
                Channel.TELEGRAM,
                to.path("message_id").asText(),
                message.path("text").asText(),
                new ReturnAddress(
                        chat(message),
                        message.path("from").path("id").asText(""),
                        "",
                        message.path("message_id").asText(""))));
    }

    private static String chat(JsonNode message) {
        return message.path("chat").path("id").asText("");
    }

    private static Optional<Move> move(String word) {
        return switch (word) {
            case APPROVE -> Optional.of(Move.APPROVE);
            case REJECT -> Optional.of(Move.REJECT);
            case CHANGE -> Optional.of(Move.ASK_TO_CHANGE);
            default -> Optional.empty();
        };
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
