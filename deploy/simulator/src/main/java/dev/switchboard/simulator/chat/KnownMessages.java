package dev.switchboard.simulator.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Messages as they are kept, and as people see them. */
public final class KnownMessages {

    private KnownMessages() {}

    public static String slack(String channel, String ts) {
        return "slack|" + channel + '|' + ts;
    }

    public static String telegram(String chat, long message) {
        return "telegram|" + chat + '|' + message;
    }

    /** Empty for what is no message in a channel: a form, an answer to one person. */
    public static Optional<Shown> of(ObjectNode kept) {
        if (kept.has("ts")) {
            String key = slack(kept.path("channel").asText(), kept.path("ts").asText());
            return Optional.of(SlackPeople.shown(key, kept));
        }
        if (kept.has("message_id")) {
            String key = telegram(
                    kept.path("chat_id").asText(), kept.path("message_id").asLong());
            return Optional.of(TelegramPeople.shown(key, kept));
        }
        return Optional.empty();
    }
}
