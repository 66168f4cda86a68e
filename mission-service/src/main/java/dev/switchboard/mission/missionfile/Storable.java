package dev.switchboard.mission.missionfile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.mission.domain.Target;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the database and the broker cannot take is refused with the file: later it would only be found call by call. A
 * record on the broker may have a mebibyte, and a call's variables travel in several.
 */
final class Storable {

    private static final int MOST_FOR_A_CALL = 64 << 10;
    private static final String LARGE =
            "variables of at most " + MOST_FOR_A_CALL + " characters in all, names and values together";

    private Storable() {}

    static void check(JsonNode mission, List<Target> targets, Violations violations) {
        characters(Paths.ROOT, mission, violations);
        int shared = size(mission.path("variables"));
        if (shared > MOST_FOR_A_CALL) {
            violations.add(Paths.key(Paths.ROOT, "variables"), mission.path("variables"), LARGE);
            return;
        }
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            if (shared + size(target.variables()) > MOST_FOR_A_CALL) {
                violations.add("$.targets[" + i + "].variables", null, LARGE);
            }
            if (has(target.name())
                    || Stream.concat(target.variables().keySet().stream(), target.variables().values().stream())
                            .anyMatch(Storable::has)) {
                violations.add("$.targets[" + i + "]", null, "text without the character U+0000");
            }
        }
    }

    private static void characters(String path, JsonNode node, Violations violations) {
        if (node.isTextual() && has(node.textValue())) {
            violations.add(path, node, "text without the character U+0000");
        }
        node.properties().forEach(field -> {
            if (has(field.getKey())) {
                violations.add(path, null, "keys without the character U+0000");
            }
            characters(Paths.key(path, field.getKey()), field.getValue(), violations);
        });
        if (node.isArray() && !path.equals("$.targets")) {
            for (int i = 0; i < node.size(); i++) {
                characters(path + "[" + i + "]", node.get(i), violations);
            }
        }
    }

    private static boolean has(String text) {
        return text.indexOf(0) >= 0;
    }

    private static int size(JsonNode variables) {
        return variables.properties().stream()
                .mapToInt(field ->
                        field.getKey().length() + field.getValue().asText().length())
                .sum();
    }

    private static int size(Map<String, String> variables) {
        return variables.entrySet().stream()
                .mapToInt(variable ->
                        variable.getKey().length() + variable.getValue().length())
                .sum();
    }
}
