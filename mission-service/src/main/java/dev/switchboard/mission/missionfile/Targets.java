package dev.switchboard.mission.missionfile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.mission.domain.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the targets of a mission file, from the file itself or from a CSV file. */
final class Targets {

    private Targets() {}

    /** The targets, in order; incomplete if there are violations. */
    static List<Target> read(JsonNode document, CsvFiles csv, Violations violations) {
        JsonNode targets = document.path("targets");
        if (targets.path("csv").isTextual()) {
            return CsvTargets.read(targets.path("csv"), csv, violations);
        }
        List<Target> all = new ArrayList<>();
        Map<String, String> pathByPhone = new HashMap<>();
        for (int i = 0; targets.isArray() && i < targets.size(); i++) {
            String path = Paths.index("$.targets", i);
            check(targets.get(i), path, violations);
            once(targets.get(i).path("phone"), path, pathByPhone, violations);
            all.add(target(targets.get(i)));
        }
        return all;
    }

    private static void check(JsonNode target, String path, Violations violations) {
        Meaning.phone(target.path("phone"), path + ".phone", violations);
        JsonNode zone = target.path("timezone");
        if (zone.isTextual() && !Zones.isZone(zone.asText())) {
            violations.add(path + ".timezone", zone, Zones.EXPECTATION);
        }
    }

    /** Two calls to one number would ring one phone twice. */
    static void once(JsonNode phone, String path, Map<String, String> pathByPhone, Violations violations) {
        String earlier = phone.isTextual() ? pathByPhone.putIfAbsent(phone.asText(), path) : null;
        if (earlier != null) {
            violations.add(path + ".phone", phone, "each number only once; " + earlier + " has it already");
        }
    }

    private static Target target(JsonNode target) {
        JsonNode strength = target.path("strength");
        return new Target(
                target.path("name").asText(),
                target.path("phone").asText(),
                Optional.ofNullable(target.path("timezone").textValue()),
                target.path("priority").asInt(),
                strength.isNumber() ? Optional.of(strength.asDouble()) : Optional.empty(),
                variables(target.path("variables")));
    }

    /** Dynamic variables are text (contract, section 2.1); numbers and truth values are written out. */
    static Map<String, String> variables(JsonNode variables) {
        Map<String, String> texts = new LinkedHashMap<>();
        variables
                .properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
