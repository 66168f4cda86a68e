package dev.switchboard.mission.missionfile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.mission.domain.MissionClass;
import dev.switchboard.mission.domain.strategy.ClassFormat;
import dev.switchboard.mission.domain.strategy.Strategies;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which keys go with which class, and what of the format this version cannot do. That is refused by name: a file that is
 * half followed would be worse.
 */
final class ClassRules {

    /** Classes of the format that this version does not have. */
    private static final Set<String> UNAVAILABLE = Set.of("screening", "rounds", "action");

    /** Keys that belong to single classes, with the class they belong to. */
    private static final Map<String, String> OWNER = Map.of(
            "negotiation", "negotiation",
            "rounds", "rounds",
            "action", "action");

    private static final List<String> CLASS_KEYS = List.of("assistant", "rank", "negotiation", "rounds", "action");

    private ClassRules() {}

    static void check(JsonNode document, Violations violations) {
        availability(document, violations);
        JsonNode word = document.path("class");
        if (word.isTextual() && UNAVAILABLE.contains(word.asText())) {
            violations.add(
                    "$.class",
                    word,
                    "class '" + word.asText() + "' is not available in this version; available: "
                            + MissionClass.available());
            return;
        }
        Optional.ofNullable(word.textValue())
                .flatMap(MissionClass::of)
                .ifPresentOrElse(
                        missionClass -> keys(missionClass, document, violations),
                        () -> violations.add("$.class", word, "one of " + MissionClass.available()));
    }

    private static void availability(JsonNode document, Violations violations) {
        for (String key : List.of("approval", "stop_when")) {
            if (document.has(key)) {
                violations.add(
                        Paths.key(Paths.ROOT, key),
                        document.path(key),
                        "'" + key + "' is not available in this version");
            }
        }
        if (document.path("channel").asText().equals("sms_chat")) {
            violations.add(
                    "$.channel",
                    document.path("channel"),
                    "channel 'sms_chat' is not available in this version; available: phone_call");
        } else if (document.has("text")) {
            violations.add("$.text", document.path("text"), "no 'text': it belongs to channel sms_chat");
        }
    }

    private static void keys(MissionClass missionClass, JsonNode document, Violations violations) {
        ClassFormat format = Strategies.formatOf(missionClass);
        for (String key : CLASS_KEYS) {
            String path = Paths.key(Paths.ROOT, key);
            if (format.required().contains(key) && !document.has(key)) {
                violations.add(path, null, "'" + key + "', which class " + missionClass.word() + " needs");
            } else if (document.has(key) && !format.takes(key)) {
                violations.add(path, document.path(key), belongs(key, missionClass));
            }
        }
        format.mostConcurrentCalls().ifPresent(most -> concurrency(missionClass, most, document, violations));
    }

    private static String belongs(String key, MissionClass missionClass) {
        String owner = Optional.ofNullable(OWNER.get(key)).orElse("other");
        String availability = UNAVAILABLE.contains(owner) ? ", which is not available in this version" : "";
        return "no '" + key + "' in class " + missionClass.word() + ": it belongs to class " + owner + availability;
    }

    private static void concurrency(MissionClass missionClass, int most, JsonNode document, Violations violations) {
        JsonNode calls = document.path("limits").path("concurrent_calls");
        if (calls.isNumber() && calls.asDouble() > most) {
            violations.add(
                    "$.limits.concurrent_calls",
                    calls,
                    "at most " + most + " in class " + missionClass.word() + ": one call at a time");
        }
    }
}
