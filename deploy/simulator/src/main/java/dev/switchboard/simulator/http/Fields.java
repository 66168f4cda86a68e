package dev.switchboard.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.state.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Checks a body's fields and answers all findings at once, as FastAPI does. A null counts as absent. */
final class Fields {

    private final JsonNode object;
    private final String[] location;
    private final ArrayNode findings;

    private Fields(JsonNode object, ArrayNode findings, String... location) {
        this.object = object;
        this.findings = findings;
        this.location = location;
    }

    static Fields of(ObjectNode body) {
        return new Fields(body, Json.array(), "body");
    }

    boolean has(String name) {
        JsonNode value = object.get(name);
        return value != null && !value.isNull();
    }

    /** A text that must be there; null if it is not. */
    String required(String name) {
        if (!has(name)) {
            find("missing", "Field required", name);
            return null;
        }
        return optional(name);
    }

    String optional(String name) {
        return typed(name, JsonNode::isTextual, "string_type", "Input should be a valid string")
                ? object.get(name).asText()
                : null;
    }

    String optional(String name, List<String> allowed) {
        if (has(name) && !allowed.contains(object.get(name).asText())) {
            find("enum", "Input should be " + quoted(allowed), name);
            return null;
        }
        return has(name) ? object.get(name).asText() : null;
    }

    String required(String name, List<String> allowed) {
        if (!has(name)) {
            find("missing", "Field required", name);
            return null;
        }
        return optional(name, allowed);
    }

    ObjectNode object(String name) {
        return typed(name, JsonNode::isObject, "dict_type", "Input should be a valid dictionary")
                ? (ObjectNode) object.get(name)
                : null;
    }

    ArrayNode list(String name) {
        return typed(name, JsonNode::isArray, "list_type", "Input should be a valid list")
                ? (ArrayNode) object.get(name)
                : null;
    }

    Boolean bool(String name) {
        return typed(name, JsonNode::isBoolean, "bool_type", "Input should be a valid boolean")
                ? (Boolean) object.get(name).booleanValue()
                : null;
    }

    Integer integer(String name) {
        return typed(name, JsonNode::isIntegralNumber, "int_type", "Input should be a valid integer")
                ? (Integer) object.get(name).intValue()
                : null;
    }

    Integer requiredInteger(String name) {
        if (!has(name)) {
            find("missing", "Field required", name);
        }
        return integer(name);
    }

    Instant requiredInstant(String name) {
        String text = required(name);
        if (text == null) {
            return null;
        }
        Instant instant = instant(text);
        if (instant == null) {
            find("datetime_from_date_parsing", "Input should be a valid datetime or date, invalid format", name);
        }
        return instant;
    }

    /** ISO 8601; without an offset it is UTC; null if it is not a time. */
    static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notOffset) {
            try {
                return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException notLocal) {
                return null;
            }
        }
    }

    /** The objects of a list that must be there. */
    List<Fields> requiredObjects(String name) {
        if (!has(name)) {
            find("missing", "Field required", name);
            return List.of();
        }
        ArrayNode list = list(name);
        List<Fields> objects = new ArrayList<>();
        for (int i = 0; list != null && i < list.size(); i++) {
            String[] inner = Arrays.copyOf(location, location.length + 2);
            inner[location.length] = name;
            inner[location.length + 1] = Integer.toString(i);
            objects.add(new Fields(list.get(i), findings, inner));
        }
        return objects;
    }

    JsonNode raw() {
        return object;
    }

    void find(String type, String message, String... names) {
        String[] full = Arrays.copyOf(location, location.length + names.length);
        System.arraycopy(names, 0, full, location.length, names.length);
        findings.add(Problems.finding(type, message, full));
    }

    private boolean typed(String name, Predicate<JsonNode> type, String code, String message) {
        if (!has(name)) {
            return false;
        }
        if (!type.test(object.get(name))) {
            find(code, message, name);
            return false;
        }
        return true;
    }

    private static String quoted(List<String> allowed) {
        List<String> quoted = allowed.stream().map(word -> "'" + word + "'").toList();
        int last = quoted.size() - 1;
        return last == 0 ? quoted.get(0) : String.join(", ", quoted.subList(0, last)) + " or " + quoted.get(last);
    }

    /** @throws Refused with everything found, if anything was */
    void check() {
        if (!findings.isEmpty()) {
            throw Problems.invalid(findings);
        }
    }
}
