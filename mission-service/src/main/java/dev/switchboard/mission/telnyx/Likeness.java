package dev.switchboard.mission.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;

/** Compares what is wanted with what Telnyx has, which adds fields and defaults of its own. */
final class Likeness {

    private Likeness() {}

    /** Whether everything that is wanted is there with the wanted value. Numbers are compared by value. */
    static boolean has(JsonNode actual, JsonNode wanted) {
        if (wanted.isObject()) {
            return actual.isObject() && hasFields(actual, wanted);
        }
        if (wanted.isArray()) {
            return actual.isArray() && hasItems(actual, wanted);
        }
        if (wanted.isNumber() && actual.isNumber()) {
            return wanted.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        if (wanted.isNull()) {
            return actual.isNull() || actual.isMissingNode();
        }
        if (wanted.isTextual() && wanted.textValue().isEmpty()) {
            return actual.isMissingNode() || actual.isNull() || actual.equals(wanted);
        }
        return wanted.equals(actual);
    }

    private static boolean hasFields(JsonNode actual, JsonNode wanted) {
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            if (!has(actual.path(field.getKey()), field.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasItems(JsonNode actual, JsonNode wanted) {
        if (actual.size() != wanted.size()) {
            return false;
        }
        Iterator<JsonNode> items = actual.elements();
        for (JsonNode item : wanted) {
            if (!has(items.next(), item)) {
                return false;
            }
        }
        return true;
    }
}
