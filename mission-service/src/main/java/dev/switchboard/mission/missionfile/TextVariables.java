package dev.switchboard.mission.missionfile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.mission.domain.Target;
import java.util.List;
import java.util.Optional;

/** Whether everybody gets a whole text: a person never reads <code>{{name}}</code>, nor a gap where it stood. */
final class TextVariables {

    private TextVariables() {}

    static void check(JsonNode document, List<Target> targets, Violations violations) {
        JsonNode text = document.path("text");
        if (!text.isTextual()) {
            return;
        }
        for (String variable : new TextTemplate(text.asText()).variables()) {
            boolean everybodys = document.path("variables").has(variable)
                    || document.path("negotiation").path("carry").has(variable);
            Optional<Target> without = targets.stream()
                    .filter(target -> !target.variables().containsKey(variable))
                    .findFirst();
            if (!everybodys && without.isPresent()) {
                violations.add(
                        "$.text",
                        text,
                        "only variables that every target has; '" + variable + "' has no value for '"
                                + without.get().name() + "'");
            }
        }
    }
}
