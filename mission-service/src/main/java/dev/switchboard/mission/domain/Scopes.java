package dev.switchboard.mission.domain;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The values of the names that expressions see (mission file, "Expressions"). */
public final class Scopes {

    private Scopes() {}

    /** {@code target}, {@code insight}, {@code summary}, {@code call} of one result. */
    public static Map<String, Object> ofResult(Settled settled) {
        Map<String, Object> scope = new HashMap<>();
        scope.put("target", target(settled.target()));
        scope.put("insight", settled.insight());
        scope.put("summary", settled.summary());
        scope.put("call", call(settled.call()));
        return scope;
    }

    /** {@code results}: what {@link #ofResult} has of each. */
    public static Map<String, Object> ofResults(Collection<Settled> results) {
        return Map.of("results", results.stream().map(Scopes::ofResult).toList());
    }

    /** {@code target} of the call to come and {@code best}, which is null before there is one. */
    public static Map<String, Object> ofCarry(Target next, Optional<Best> best) {
        Map<String, Object> scope = new HashMap<>();
        scope.put("target", target(next));
        scope.put(
                "best",
                best.map(b -> Map.of("target", target(b.target()), "insight", b.insight()))
                        .orElse(null));
        return scope;
    }

    private static Map<String, Object> target(Target target) {
        Map<String, Object> value = new HashMap<>();
        value.put("name", target.name());
        value.put("phone", target.phone());
        value.put("timezone", target.timezone().orElse(null));
        value.put("variables", target.variables());
        return value;
    }

    private static Map<String, Object> call(CallFacts call) {
        Map<String, Object> value = new HashMap<>();
        value.put("outcome", call.outcome().map(CallOutcome::word).orElse(null));
        value.put("attempts", call.attempts());
        value.put("duration_secs", call.durationSecs());
        value.put("conversation_id", call.conversationId().orElse(null));
        return value;
    }
}
