package dev.switchboard.simulator.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.state.Json;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.StringJoiner;

/** One webhook on its way. Everything but the number of tries is fixed, so every try carries the same event id. */
final class Delivery {

    /** How the body is made of the event. */
    enum Form {
        /** {@code {"data":…,"meta":{"attempt":n,"delivered_to":url}}}. */
        ENVELOPE,
        /** The event itself. */
        FLAT,
        /** Form fields, as TeXML callbacks have. */
        FORM_FIELDS,
        /** A form with the one field {@code payload}, signed as Slack does. */
        SLACK,
        /** The update itself, with Telegram's secret token. */
        TELEGRAM
    }

    final String id;
    final String url;
    final String failoverUrl;
    final String what;
    final String to;
    final Form form;
    final JsonNode event;
    /** Mission time before which it is held back; null for at once. */
    final Instant notBefore;

    int tries;

    Delivery(
            String id,
            String url,
            String failoverUrl,
            String what,
            String to,
            Form form,
            JsonNode event,
            Instant notBefore) {
        this.id = id;
        this.url = url;
        this.failoverUrl = failoverUrl;
        this.what = what;
        this.to = to;
        this.form = form;
        this.event = event;
        this.notBefore = notBefore;
    }

    /** For reading it back from the state file. */
    @SuppressWarnings("unused") // called by Jackson
    private Delivery() {
        this(null, null, null, null, null, null, null, null);
    }

    boolean hasFailover() {
        return failoverUrl != null && !failoverUrl.isBlank();
    }

    /** Three tries at the first address, three at the failover, then in turn. */
    String urlOfTry(int number) {
        boolean first = !hasFailover() || number <= 3 || (number > 6 && number % 2 == 1);
        return first ? url : failoverUrl;
    }

    /** The body of the try that is under way. */
    byte[] body(String to) {
        return switch (form) {
            case ENVELOPE -> {
                ObjectNode body = Json.object();
                body.set("data", event);
                body.putObject("meta").put("attempt", tries).put("delivered_to", to);
                yield bytes(body);
            }
            case FLAT, TELEGRAM -> bytes(event);
            case SLACK -> ("payload=" + encoded(event.toString())).getBytes(StandardCharsets.UTF_8);
            case FORM_FIELDS -> {
                StringJoiner fields = new StringJoiner("&");
                event.properties()
                        .forEach(field -> fields.add(encoded(field.getKey())
                                + '='
                                + encoded(field.getValue().asText())));
                yield fields.toString().getBytes(StandardCharsets.UTF_8);
            }
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static byte[] bytes(JsonNode node) {
        try {
            return Json.MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
