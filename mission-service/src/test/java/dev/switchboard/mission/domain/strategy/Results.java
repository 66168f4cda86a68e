package dev.switchboard.mission.domain.strategy;

import dev.switchboard.mission.domain.CallFacts;
import dev.switchboard.mission.domain.CallOutcome;
import dev.switchboard.mission.domain.Expression;
import dev.switchboard.mission.domain.ExpressionFailedException;
import dev.switchboard.mission.domain.Settled;
import dev.switchboard.mission.domain.Target;
import dev.switchboard.mission.domain.TargetStatus;
import java.util.Map;
import java.util.Optional;

/** Results and expressions, as tests of strategies need them. */
final class Results {

    private Results() {}

    static Target target(int position) {
        return new Target(
                "Target " + position,
                "+1312555" + String.format("%04d", position),
                Optional.empty(),
                0,
                Optional.empty(),
                Map.of());
    }

    static Settled quoted(int position, Object price) {
        return settled(position, TargetStatus.SUCCEEDED, Map.of("price", price));
    }

    static Settled abandoned(int position) {
        return settled(position, TargetStatus.ABANDONED, Map.of());
    }

    static Settled settled(int position, TargetStatus status, Map<String, Object> insight) {
        return new Settled(
                position,
                position,
                target(position),
                status,
                insight,
                "",
                new CallFacts(Optional.of(CallOutcome.COMPLETED), 1, 60, Optional.empty()));
    }

    /** {@code insight.<name>}, without a language behind it. */
    static Expression insight(String name) {
        return new Field("insight", name);
    }

    record Field(String object, String name) implements Expression {

        @Override
        public String source() {
            return object + "." + name;
        }

        @Override
        public Object evaluate(Map<String, Object> scope) throws ExpressionFailedException {
            if (scope.get(object) instanceof Map<?, ?> fields && fields.containsKey(name)) {
                return fields.get(name);
            }
            throw new ExpressionFailedException("there is no '" + name + "'");
        }
    }
}
