package dev.switchboard.mission.domain;

import java.util.Map;

/** A compiled expression of a mission file. Bounded in cost, without I/O, safe for use by many threads. */
public interface Expression {

    /** As the mission file has it. */
    String source();

    /**
     * Its value: {@code Long}, {@code Double}, {@code String}, {@code Boolean}, {@code List}, {@code Map} or null.
     *
     * @param scope the values of the names in scope, plain JSON-like values; see {@link Scopes}
     * @throws ExpressionFailedException if it has no value there, with the reason
     */
    Object evaluate(Map<String, Object> scope) throws ExpressionFailedException;

    /** Its value as a condition. */
    default boolean holds(Map<String, Object> scope) throws ExpressionFailedException {
        if (evaluate(scope) instanceof Boolean truth) {
            return truth;
        }
        throw new ExpressionFailedException("'" + source() + "' is neither true nor false");
    }

    /** Its value as a number, finite. */
    default double number(Map<String, Object> scope) throws ExpressionFailedException {
        if (evaluate(scope) instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw new ExpressionFailedException("'" + source() + "' is not a number");
    }
}
