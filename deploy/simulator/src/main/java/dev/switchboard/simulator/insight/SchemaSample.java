package dev.switchboard.simulator.insight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.state.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A value that is valid under a JSON Schema, the same for the same source of chance. Understands types, enum, const,
 * bounds, required, nested objects, arrays, string lengths, common formats, local references and combinations; not
 * {@code pattern}, {@code not} or {@code if}.
 */
public final class SchemaSample {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 12;
    private static final String[] WORDS = {"amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "harbor"};

    private final JsonNode root;
    private final SplittableRandom random;

    private SchemaSample(JsonNode root, SplittableRandom random) {
        this.root = root;
        this.random = random;
    }

    public static JsonNode of(JsonNode schema, SplittableRandom random) {
        return new SchemaSample(schema, random).value(schema, 0);
    }

    private JsonNode value(JsonNode given, int depth) {
        JsonNode schema = resolved(given);
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.path("enum").isArray() && schema.get("enum").size() > 0) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer" -> NODES.numberNode(integer(schema));
            case "number" -> number(schema);
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "null" -> NODES.nullNode();
            default -> NODES.textNode(text(schema));
        };
    }

    private JsonNode resolved(JsonNode given) {
        JsonNode schema = given;
        for (int hops = 0; hops < DEEPEST && schema.path("$ref").asText().startsWith("#"); hops++) {
            schema = root.at(schema.get("$ref").asText().substring(1));
        }
        if (!schema.has("allOf") && !schema.has("anyOf") && !schema.has("oneOf")) {
            return schema;
        }
        ObjectNode merged = schema.deepCopy();
        schema.path("allOf").forEach(part -> merge(merged, part));
        if (schema.path("anyOf").size() > 0) {
            merge(merged, schema.get("anyOf").get(0));
        }
        if (schema.path("oneOf").size() > 0) {
            merge(merged, schema.get("oneOf").get(0));
        }
        return merged;
    }

    private void merge(ObjectNode into, JsonNode part) {
        resolved(part).properties().forEach(field -> {
            JsonNode present = into.get(field.getKey());
            if (present instanceof ObjectNode object && field.getValue().isObject()) {
                object.setAll((ObjectNode) field.getValue());
            } else if (present instanceof ArrayNode list && field.getValue().isArray()) {
                list.addAll((ArrayNode) field.getValue());
            } else {
                into.set(field.getKey(), field.getValue());
            }
        });
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            for (JsonNode option : type) {
                if (!option.asText().equals("null")) {
                    return option.asText();
                }
            }
            return "null";
        }
        if (type.isTextual()) {
            return type.asText();
        }
        if (schema.has("properties") || schema.has("required")) {
            return "object";
        }
        if (schema.has("items")) {
            return "array";
        }
        return schema.has("minimum") || schema.has("maximum") ? "number" : "string";
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        Set<String> names = new LinkedHashSet<>();
        schema.path("required").forEach(name -> names.add(name.asText()));
        if (depth < DEEPEST) {
            schema.path("properties").fieldNames().forEachRemaining(names::add);
        }
        for (String name : names) {
            JsonNode property = schema.path("properties").path(name);
            object.set(name, value(property.isMissingNode() ? NODES.objectNode() : property, depth + 1));
        }
        return object;
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode array = NODES.arrayNode();
        schema.path("prefixItems").forEach(item -> array.add(value(item, depth + 1)));
        int least = schema.path("minItems").asInt(0);
        int most = schema.path("maxItems").asInt(Math.max(least, depth >= DEEPEST ? 0 : 2));
        int size = Math.max(array.size(), least + (most > least ? random.nextInt(Math.min(most - least, 2) + 1) : 0));
        JsonNode items = schema.path("items").isObject() ? schema.get("items") : NODES.objectNode();
        boolean unique = schema.path("uniqueItems").asBoolean();
        Set<JsonNode> seen = new LinkedHashSet<>();
        for (int tries = 0; array.size() < size && tries < size * 50; tries++) {
            JsonNode item = value(items, depth + 1);
            if (!unique || seen.add(item)) {
                array.add(item);
            }
        }
        return array;
    }

    private long integer(JsonNode schema) {
        long step =
                schema.has("multipleOf") ? Math.max(1, schema.get("multipleOf").longValue()) : 1;
        long low = (long) Math.ceil(bound(schema, "minimum", "exclusiveMinimum", 1, Double.NaN));
        long high = (long) Math.floor(bound(schema, "maximum", "exclusiveMaximum", -1, low + 9.0 * step));
        if (!hasLow(schema)) {
            low = hasHigh(schema) ? Math.min(1, high - 9 * step) : 1;
            high = hasHigh(schema) ? high : 10 * step;
        }
        long first = Math.floorDiv(low + step - 1, step);
        long last = Math.floorDiv(high, step);
        return step * (last > first ? random.nextLong(first, last + 1) : first);
    }

    private JsonNode number(JsonNode schema) {
        if (schema.has("multipleOf")) {
            BigDecimal step = schema.get("multipleOf").decimalValue();
            double low = hasLow(schema) ? bound(schema, "minimum", "exclusiveMinimum", 1e-9, 0) : 0;
            BigDecimal factor = BigDecimal.valueOf(low).divide(step, 0, RoundingMode.CEILING);
            return DecimalNode.valueOf(step.multiply(factor.add(BigDecimal.valueOf(hasHigh(schema) ? 0 : 1))));
        }
        double low = hasLow(schema)
                ? bound(schema, "minimum", "exclusiveMinimum", 0.01, 0)
                : hasHigh(schema) ? bound(schema, "maximum", "exclusiveMaximum", -0.01, 0) - 100 : 1;
        double high = hasHigh(schema) ? bound(schema, "maximum", "exclusiveMaximum", -0.01, 0) : low + 99;
        double raw = high > low ? random.nextDouble(low, high) : low;
        double rounded =
                BigDecimal.valueOf(raw).setScale(2, RoundingMode.HALF_UP).doubleValue();
        return NODES.numberNode(rounded < low || rounded > high ? raw : rounded);
    }

    private static boolean hasLow(JsonNode schema) {
        return schema.path("minimum").isNumber()
                || schema.path("exclusiveMinimum").isNumber();
    }

    private static boolean hasHigh(JsonNode schema) {
        return schema.path("maximum").isNumber()
                || schema.path("exclusiveMaximum").isNumber();
    }

    private static double bound(JsonNode schema, String inclusive, String exclusive, double inward, double absent) {
        if (schema.path(exclusive).isNumber()) {
            return schema.get(exclusive).doubleValue() + inward;
        }
        return schema.path(inclusive).isNumber() ? schema.get(inclusive).doubleValue() : absent;
    }

    private String text(JsonNode schema) {
        int day = 1 + random.nextInt(28);
        String word = WORDS[random.nextInt(WORDS.length)];
        return switch (schema.path("format").asText()) {
            case "date" -> String.format("2026-03-%02d", day);
            case "date-time" -> String.format("2026-03-%02dT12:00:00Z", day);
            case "time" -> "12:00:00Z";
            case "email" -> word + "@example.com";
            case "uri", "url" -> "https://example.com/" + word;
            case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
            default ->
                sized(
                        word,
                        schema.path("minLength").asInt(0),
                        schema.path("maxLength").asInt(Integer.MAX_VALUE));
        };
    }

    private String sized(String word, int least, int most) {
        StringBuilder text = new StringBuilder(word);
        while (text.length() < least) {
            text.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.substring(0, Math.max(Math.min(text.length(), most), 0));
    }

    /** A template's schema, which may be an object or its text; null if it has none that can be read. */
    public static JsonNode schema(JsonNode template) {
        JsonNode schema = template.path("json_schema");
        if (schema.isObject() && !schema.isEmpty()) {
            return schema;
        }
        if (!schema.isTextual() || schema.asText().isBlank()) {
            return null;
        }
        try {
            JsonNode parsed = Json.MAPPER.readTree(schema.asText());
            return parsed.isObject() && !parsed.isEmpty() ? parsed : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
