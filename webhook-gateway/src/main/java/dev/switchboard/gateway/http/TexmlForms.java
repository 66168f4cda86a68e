package dev.switchboard.gateway.http;

import dev.switchboard.gateway.domain.Envelope;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the few facts the gateway needs out of a TeXML callback: a form, signed as every webhook is (contract, sections
 * 4.3 and 6). It has no event type and no id; the type is made of what it tells, and the id follows from the body.
 */
final class TexmlForms {

    private TexmlForms() {}

    /** @throws MalformedWebhookException if it is not a form that speaks of a call */
    static Envelope read(byte[] body) throws MalformedWebhookException {
        Map<String, String> fields = fields(Envelopes.text(body));
        Optional<String> call = field(fields, "CallSid");
        if (call.isEmpty()) {
            throw new MalformedWebhookException("CallSid is missing");
        }
        return new Envelope(
                Optional.empty(),
                type(fields),
                field(fields, "Timestamp"),
                call,
                Optional.empty(),
                field(fields, "ConversationId"));
    }

    /** {@code texml.call.busy}, {@code texml.conversation.conversation_ended}, {@code texml.detection}. */
    private static String type(Map<String, String> fields) throws MalformedWebhookException {
        Optional<String> conversation = field(fields, "ConversationEvent");
        Optional<String> status = field(fields, "CallStatus");
        if (conversation.isPresent()) {
            return "texml.conversation." + conversation.get();
        }
        if (field(fields, "AnsweredBy").isPresent()) {
            return "texml.detection";
        }
        return status.map("texml.call."::concat)
                .orElseThrow(() -> new MalformedWebhookException("it tells nothing of the call"));
    }

    private static Map<String, String> fields(String form) throws MalformedWebhookException {
        Map<String, String> fields = new HashMap<>();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) throws MalformedWebhookException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MalformedWebhookException("the body is not a form");
        }
    }

    private static Optional<String> field(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isBlank());
    }
}
