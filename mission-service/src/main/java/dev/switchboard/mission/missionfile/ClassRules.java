package dev.switchboard.mission.missionfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.mission.domain.ExpressionCompiler;
import dev.switchboard.mission.domain.strategy.MissionClass;
import dev.switchboard.mission.domain.strategy.Strategies;
import dev.switchboard.mission.domain.strategy.Strategy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Checks a file by what its class says: which keys it takes, and what contradicts itself. Which classes there are and
 * what each of them wants is nothing this class knows.
 */
final class ClassRules {

    private static final ObjectMapper PLAIN = new ObjectMapper();

    private final ExpressionCompiler compiler;
    private final InsightSchemas insightSchemas = new InsightSchemas();

    ClassRules(ExpressionCompiler compiler) {
        this.compiler = compiler;
    }

    /** The class of the file, if it has one. */
    static Optional<MissionClass> classOf(JsonNode document) {
        return Optional.ofNullable(document.path("class").textValue()).flatMap(Strategies::classNamed);
    }

    /** Which keys go with which class. */
    static void keys(JsonNode document, Violations violations) {
        classOf(document)
                .ifPresentOrElse(
                        missionClass -> keys(missionClass, document, violations),
                        () -> violations.add("$.class", document.path("class"), "one of " + Strategies.words()));
        channel(document, violations);
    }

    private static void channel(JsonNode document, Violations violations) {
        if (document.path("channel").asText().equals(Reach.SMS_CHAT)) {
            texts(document, violations);
        } else if (document.has("text")) {
            violations.add("$.text", document.path("text"), "no 'text': it belongs to channel sms_chat");
        }
    }

    private static void texts(JsonNode document, Violations violations) {
        if (!document.has("text")) {
            violations.add("$.text", null, "'text', which channel sms_chat needs: the first message");
        }
        for (String key : List.of("place_by", "voicemail")) {
            if (document.has(key)) {
                violations.add(
                        Paths.key(Paths.ROOT, key),
                        document.path(key),
                        "no '" + key + "': it belongs to channel phone_call");
            }
        }
    }

    private static void keys(MissionClass missionClass, JsonNode document, Violations violations) {
        for (String key : classKeys()) {
            String path = Paths.key(Paths.ROOT, key);
            if (missionClass.required().contains(key) && !document.has(key)) {
                violations.add(path, null, "'" + key + "', which class " + missionClass + " needs");
            } else if (document.has(key) && !missionClass.takes(key)) {
                violations.add(path, document.path(key), belongs(key, missionClass));
            }
        }
    }

    private static Set<String> classKeys() {
        Set<String> keys = new TreeSet<>();
        Strategies.classes().forEach(missionClass -> {
            keys.addAll(missionClass.required());
            keys.addAll(missionClass.allowed());
        });
        return keys;
    }

    private static String belongs(String key, MissionClass missionClass) {
        String owners = Strategies.classes().stream()
                .filter(other -> other.takes(key))
                .map(MissionClass::word)
                .sorted()
                .collect(Collectors.joining(", "));
        return "no '" + key + "' in class " + missionClass + ": it belongs to class " + owners;
    }

    /** What contradicts itself, and the schemas of the insights of every stage. */
    void contradictions(ObjectNode document, int targets, Violations violations) {
        classOf(document).ifPresent(missionClass -> {
            Strategy strategy = Strategies.read(
                    Parts.terms(missionClass, document),
                    compiler,
                    targets,
                    (path, found, expectation) -> violations.add(
                            Paths.of(path),
                            found.<JsonNode>map(PLAIN::valueToTree).orElse(null),
                            expectation));
            strategy.stages().forEach(stage -> insightSchemas.check(document, stage.at(), violations));
        });
    }
}
