package dev.switchboard.mission.missionfile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.mission.domain.Target;
import dev.switchboard.mission.domain.strategy.MissionClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the targets of a mission file, from the file itself or from a CSV file. */
final class Targets {

    private Targets() {}

    /** The targets, in order; incomplete if there are violations. Checks further targets of the class, too. */
    static List<Target> read(JsonNode document, CsvFiles csv, Violations violations) {
        Map<String, String> pathByPhone = new HashMap<>();
        JsonNode targets = document.path("targets");
        List<Target> all = targets.path("csv").isTextual()
                ? CsvTargets.read(targets.path("csv"), csv, pathByPhone, violations)
                : read(targets, "$.targets", pathByPhone, violations);
        ClassRules.classOf(document)
                .map(MissionClass::furtherTargets)
                .filter(path -> !path.isEmpty())
                .ifPresent(path -> read(
                        document.at("/" + String.join("/", path)),
                        Paths.of(List.copyOf(path)),
                        pathByPhone,
                        violations));
        return all;
    }

    private static List<Target> read(
            JsonNode list, String path, Map<String, String> pathByPhone, Violations violations) {
        List<Target> all = new ArrayList<>();
        for (int i = 0; list.isArray() && i < list.size(); i++) {
            String item = Paths.index(path, i);
            check(list.get(i), item, violations);
            once(list.get(i).path("phone"), item, pathByPhone, violations);
            all.add(target(list.get(i)));
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
