package dev.switchboard.launcher.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The limits that a script gives the simulated account, told to the scheduler as those of the real one would be. */
record AccountLimits(Optional<String> concurrentCalls, Optional<String> dialsPerSecond) {

    static final AccountLimits NONE = new AccountLimits(Optional.empty(), Optional.empty());

    /** What the simulator will refuse is no concern here: it reads the same file and says what is wrong with it. */
    static AccountLimits of(Path script) {
        try {
            JsonNode limits = new YAMLMapper().readTree(script.toFile()).path("limits");
            return new AccountLimits(text(limits, "concurrent_calls"), text(limits, "dials_per_second"));
        } catch (IOException e) {
            return NONE;
        }
    }

    Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        concurrentCalls.ifPresent(value -> variables.put("SWITCHBOARD_ACCOUNTS_DEFAULT_CONCURRENT_CALLS", value));
        dialsPerSecond.ifPresent(value -> variables.put("SWITCHBOARD_ACCOUNTS_DEFAULT_DIALS_PER_SECOND", value));
        return variables;
    }

    private static Optional<String> text(JsonNode limits, String field) {
        return Optional.of(limits.path(field)).filter(JsonNode::isNumber).map(JsonNode::asText);
    }
}
