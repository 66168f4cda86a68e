package dev.switchboard.mission.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The best result so far of a negotiation.
 *
 * @param value what the objective compares
 */
public record Best(Target target, Map<String, Object> insight, double value) {

    public Best {
        insight = Collections.unmodifiableMap(new LinkedHashMap<>(insight));
    }
}
