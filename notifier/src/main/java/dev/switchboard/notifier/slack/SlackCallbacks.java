package dev.switchboard.notifier.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.events.EventJson;
import dev.switchboard.notifier.application.CallbackReader;
import dev.switchboard.notifier.domain.Callback;
import dev.switchboard.notifier.domain.Callback.Move;
import dev.switchboard.notifier.domain.Channel;
import dev.switchboard.notifier.domain.ReturnAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Presses of our buttons ({@code block_actions}) and submissions of our form ({@code view_submission}). */
@ApplicationScoped
class SlackCallbacks implements CallbackReader {

    static final String DECISION = "decision";
    static final String APPROVE = "approve";
    static final String REJECT = "reject";
    static final String CHANGE = "change";
    static final String SHORTLIST = "shortlist";
    static final String CHOSEN = "chosen";

    private static final String PAYLOAD = "payload=";

    @Override
    public Channel channel() {
        return Channel.SLACK;
    }

    @Override
    public Optional<Callback> read(String body) {
        JsonNode payload = payload(body);
        return switch (payload.path("type").asText()) {
            case "block_actions" -> press(payload);
            case "view_submission" -> submission(payload);
            default -> Optional.empty();
        };
    }

    private static JsonNode payload(String form) {
        for (String field : form.split("&")) {
            if (field.startsWith(PAYLOAD)) {
                try {
                    return EventJson.mapper()
                            .readTree(URLDecoder.decode(field.substring(PAYLOAD.length()), StandardCharsets.UTF_8));
                } catch (JsonProcessingException | IllegalArgumentException e) {
                    return EventJson.mapper().missingNode();
                }
            }
        }
        return EventJson.mapper().missingNode();
    }

    private static Optional<Callback> press(JsonNode payload) {
        JsonNode action = payload.path("actions").path(0);
        Optional<Move> move = move(action.path("action_id").asText());
        Optional<UUID> approval = id(action.path("value").asText());
        if (move.isEmpty() || approval.isEmpty()) {
            return Optional.empty();
        }
        String channel = payload.path("channel")
                .path("id")
                .asText(payload.path("container").path("channel_id").asText(""));
        String message = payload.path("message")
                .path("ts")
                .asText(payload.path("container").path("message_ts").asText(""));
        return Optional.of(Callback.press(
                Channel.SLACK,
                approval.get(),
                message,
                move.get(),
                payload.path("trigger_id").asText(""),
                new ReturnAddress(channel, user(payload), "", "")));
    }

    private static Optional<Move> move(String action) {
        return switch (action) {
            case APPROVE -> Optional.of(Move.APPROVE);
            case REJECT -> Optional.of(Move.REJECT);
            case CHANGE -> Optional.of(Move.ASK_TO_CHANGE);
            default -> Optional.empty();
        };
    }

    private static Optional<Callback> submission(JsonNode payload) {
        JsonNode view = payload.path("view");
        String[] metadata = view.path("private_metadata").asText("").split(" ", 2);
        Optional<UUID> approval = id(metadata[0]);
        if (!view.path("callback_id").asText().equals(CHANGE) || approval.isEmpty() || metadata.length < 2) {
            return Optional.empty();
        }
        JsonNode selected =
                view.path("state").path("values").path(SHORTLIST).path(CHOSEN).path("selected_options");
        List<Integer> chosen = new ArrayList<>();
        // What is no position of ours becomes one that nobody has, and is answered as such.
        selected.forEach(option -> chosen.add(option.path("value").asInt(-1)));
        return Optional.of(Callback.choice(
                Channel.SLACK, approval.get(), chosen, new ReturnAddress(metadata[1], user(payload), "", "")));
    }

    private static String user(JsonNode payload) {
        return payload.path("user").path("id").asText("");
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
