package dev.switchboard.insight.domain;

import java.util.List;
import java.util.Map;

/** An insight template as it stands at Telnyx: what a structured insight must look like. */
public interface Template {

    /** Its JSON Schema; empty if it has none. */
    Map<String, Object> schema();

    /** One line per violation: path, value, expectation. Empty if the insight keeps the schema. */
    List<String> violations(Map<String, Object> insight);

    /** A template that cannot be used: whatever is checked against it is invalid, for this reason. */
    static Template unusable(String reason) {
        return new Template() {
            @Override
            public Map<String, Object> schema() {
                return Map.of();
            }

            @Override
            public List<String> violations(Map<String, Object> insight) {
                return List.of(reason);
            }
        };
    }
}
