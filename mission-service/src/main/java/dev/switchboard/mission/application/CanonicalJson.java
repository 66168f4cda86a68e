package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** One spelling for equal JSON: keys sorted, no white space, numbers by their value. */
final class CanonicalJson {

    private CanonicalJson() {}

    /** SHA-256 of the canonical form, in lower-case hexadecimal. */
    static String digest(JsonNode json) {
        return Sha256.hex(write(json).getBytes(StandardCharsets.UTF_8));
    }

    static String write(JsonNode json) {
        return canonical(json).toString();
    }

    private static JsonNode canonical(JsonNode json) {
        if (json.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            json.properties().forEach(field -> sorted.put(field.getKey(), canonical(field.getValue())));
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            sorted.forEach(object::set);
            return object;
        }
        if (json.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            json.forEach(item -> array.add(canonical(item)));
            return array;
        }
        return json.isNumber() ? number(json) : json;
    }

    /** 1, 1.0 and 1e0 are one number. */
    private static JsonNode number(JsonNode number) {
        BigDecimal value = number.decimalValue().stripTrailingZeros();
        return value.scale() <= 0 ? BigIntegerNode.valueOf(value.toBigInteger()) : DecimalNode.valueOf(value);
    }
}
