package dev.switchboard.insight.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.switchboard.events.EventJson;
import dev.switchboard.insight.domain.InsightResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * How Telnyx spells what insights say: {@code [{insight_id, result}]}, where {@code result} is an object in a webhook
 * and its JSON as text from the API (contract, sections 3 and 9.10). Both read the same.
 */
public final class InsightResults {

    private static final ObjectReader STRICT =
            EventJson.mapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private InsightResults() {}

    /** Entries without an insight's id are left out. */
    public static List<InsightResult> read(JsonNode results) {
        return StreamSupport.stream(results.spliterator(), false)
                .filter(result -> !id(result).isBlank())
                .map(result -> result(id(result), result.path("result")))
                .toList();
    }

    /** Reads what {@link #write} wrote. */
    public static List<InsightResult> read(String json) {
        return read(parsed(json).orElseThrow(() -> new IllegalStateException("stored results are not JSON")));
    }

    public static String write(List<InsightResult> results) {
        ArrayNode array = EventJson.mapper().createArrayNode();
        results.forEach(result ->
                array.addObject().put("insight_id", result.insightId()).put("result", result.text()));
        return array.toString();
    }

    /** An object, or the text of one. */
    public static Optional<Map<String, Object>> fields(JsonNode value) {
        Optional<JsonNode> json = value.isTextual() ? parsed(value.asText()) : Optional.of(value);
        return json.filter(JsonNode::isObject).map(node -> EventJson.mapper().convertValue(storable(node), FIELDS));
    }

    private static String id(JsonNode result) {
        return result.path("insight_id").asText("");
    }

    private static InsightResult result(String id, JsonNode value) {
        return new InsightResult(id, text(value), fields(value));
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return value.isTextual() ? storable(value.asText()) : storable(value).toString();
    }

    private static JsonNode storable(JsonNode value) {
        if (value.isTextual()) {
            return TextNode.valueOf(storable(value.asText()));
        }
        if (value.isArray()) {
            ArrayNode array = EventJson.mapper().createArrayNode();
            value.forEach(item -> array.add(storable(item)));
            return array;
        }
        if (value.isObject()) {
            ObjectNode object = EventJson.mapper().createObjectNode();
            value.properties().forEach(field -> object.set(storable(field.getKey()), storable(field.getValue())));
            return object;
        }
        return value;
    }

    /** PostgreSQL stores every character but this one; nobody says it on the phone. */
    private static String storable(String text) {
        return text.replace("\u0000", "");
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.of(STRICT.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
