package dev.switchboard.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.state.Json;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/** A request, as the routes see it. */
final class Asked {

    private final RoutingContext context;

    Asked(RoutingContext context) {
        this.context = context;
    }

    String path(String name) {
        return context.pathParam(name);
    }

    /** A path parameter that must be a UUID (422 if not). */
    String uuid(String name) {
        String value = path(name);
        try {
            return UUID.fromString(value).toString();
        } catch (IllegalArgumentException e) {
            throw Problems.invalid(Problems.finding(
                    "uuid_parsing", "Input should be a valid UUID, invalid character or length", "path", name));
        }
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(context.queryParams().get(name)).filter(value -> !value.isEmpty());
    }

    MultiMap queries() {
        return context.queryParams();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(context.request().getHeader(name));
    }

    /** The body; an empty object if there is none. */
    ObjectNode optionalBody() {
        Buffer buffer = context.body().buffer();
        if (buffer == null || buffer.length() == 0) {
            return Json.object();
        }
        JsonNode body = parse(buffer);
        if (body == null || body.isNull() || body.isMissingNode()) {
            return Json.object();
        }
        if (!body.isObject()) {
            throw Problems.invalid(Problems.finding(
                    "model_attributes_type",
                    "Input should be a valid dictionary or object to extract fields from",
                    "body"));
        }
        return (ObjectNode) body;
    }

    /** The body as it came. */
    String text() {
        String text = context.body().asString();
        return text == null ? "" : text;
    }

    /** The body, which must be there (422 if not). */
    ObjectNode body() {
        Buffer buffer = context.body().buffer();
        if (buffer == null || buffer.length() == 0) {
            throw Problems.invalid(Problems.finding("missing", "Field required", "body"));
        }
        return optionalBody();
    }

    /** The body of a {@code application/x-www-form-urlencoded} request as an object of texts, or its JSON. */
    ObjectNode formOrJson() {
        String type = header("content-type").orElse("");
        if (!type.startsWith("application/x-www-form-urlencoded")) {
            return optionalBody();
        }
        ObjectNode fields = Json.object();
        context.request().formAttributes().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    private static JsonNode parse(Buffer buffer) {
        try {
            return Json.MAPPER.readTree(buffer.getBytes());
        } catch (IOException e) {
            throw Problems.invalid(Problems.finding("json_invalid", "JSON decode error", "body", "0"));
        }
    }
}
