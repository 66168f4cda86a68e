package dev.switchboard.gateway.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.switchboard.gateway.domain.Envelope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads the few facts the gateway needs out of a webhook's JSON, without building a tree of it. Both forms of the contract
 * are known: {@code {"data": {…, "payload": {…}}}} (section 5) and the flat one of insights (section 9, row 9).
 */
final class Envelopes {

    private static final JsonFactory JSON = new JsonFactory();
    private static final char REPLACEMENT = '\uFFFD';

    /** What was found so far; {@code data} wins over the same field beside it. */
    private static final class Found {
        private String eventId;
        private String eventType;
        private String occurredAt;
        private String callControlId;
        private String callSessionId;
        private String conversationId;
    }

    private enum Level {
        ROOT,
        DATA,
        PAYLOAD
    }

    private Envelopes() {}

    /** @throws MalformedWebhookException if it is not one JSON object with an event type */
    static Envelope read(byte[] body) throws MalformedWebhookException {
        Found found = new Found();
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedWebhookException("the body is not a JSON object");
            }
            readObject(parser, found, Level.ROOT);
            if (parser.nextToken() != null) {
                throw new MalformedWebhookException("something follows the JSON object");
            }
        } catch (IOException e) {
            throw new MalformedWebhookException("the body is not well-formed JSON");
        }
        if (found.eventType == null || found.eventType.isBlank()) {
            throw new MalformedWebhookException("event_type is missing");
        }
        return new Envelope(
                present(found.eventId),
                found.eventType,
                present(found.occurredAt),
                present(found.callControlId),
                present(found.callSessionId),
                present(found.conversationId));
    }

    /** @throws MalformedWebhookException if it is not UTF-8, because then the text would not be the body any more */
    static String text(byte[] body) throws MalformedWebhookException {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8(body)) {
            throw new MalformedWebhookException("the body is not UTF-8");
        }
        return text;
    }

    private static boolean isUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static Optional<String> present(String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    private static void readObject(JsonParser parser, Found found, Level level) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && level == Level.ROOT && name.equals("data")) {
                readObject(parser, found, Level.DATA);
            } else if (value == JsonToken.START_OBJECT && level == Level.DATA && name.equals("payload")) {
                readObject(parser, found, Level.PAYLOAD);
            } else if (value.isStructStart()) {
                parser.skipChildren();
            } else if (value == JsonToken.VALUE_STRING) {
                keep(parser, found, level, name);
            }
        }
    }

    private static void keep(JsonParser parser, Found found, Level level, String name) throws IOException {
        if (level == Level.PAYLOAD) {
            switch (name) {
                case "call_control_id" -> found.callControlId = parser.getText();
                case "call_session_id" -> found.callSessionId = parser.getText();
                case "conversation_id" -> found.conversationId = parser.getText();
                default -> {}
            }
            return;
        }
        switch (name) {
            case "id" -> found.eventId = prefer(level, found.eventId, parser.getText());
            case "event_type" -> found.eventType = prefer(level, found.eventType, parser.getText());
            case "occurred_at" -> found.occurredAt = prefer(level, found.occurredAt, parser.getText());
            case "call_control_id" -> found.callControlId = prefer(level, found.callControlId, parser.getText());
            case "call_session_id" -> found.callSessionId = prefer(level, found.callSessionId, parser.getText());
            case "conversation_id" -> found.conversationId = prefer(level, found.conversationId, parser.getText());
            default -> {}
        }
    }

    private static String prefer(Level level, String known, String next) {
        return level == Level.DATA || known == null ? next : known;
    }
}
