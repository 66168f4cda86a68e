package dev.switchboard.mission.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is to be called, as the mission file has it.
 *
 * @param phone E.164
 * @param timezone IANA zone; empty means it is derived from the number
 * @param priority higher first, 0 by default
 * @param strength how strong a party to negotiate with; only {@code weakest_first} asks for it
 * @param variables the target's own dynamic variables
 */
public record Target(
        String name,
        String phone,
        Optional<String> timezone,
        int priority,
        Optional<Double> strength,
        Map<String, String> variables) {

    public Target {
        timezone = timezone == null ? Optional.empty() : timezone;
        strength = strength == null ? Optional.empty() : strength;
        variables = variables == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }
}
