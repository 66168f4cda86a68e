package dev.switchboard.insight.domain;

import java.util.Map;
import java.util.Optional;

/**
 * What one insight says.
 *
 * @param text as it came, or the JSON of it; empty if it says nothing
 * @param fields its fields if it is a JSON object
 */
public record InsightResult(String insightId, String text, Optional<Map<String, Object>> fields) {

    /** True if there is nothing in it: no text, {@code null} or an object without fields. */
    boolean isEmpty() {
        return fields.map(Map::isEmpty)
                .orElseGet(() -> text.isBlank() || text.strip().equals("null"));
    }
}
