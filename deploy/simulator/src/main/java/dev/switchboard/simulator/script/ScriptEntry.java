package dev.switchboard.simulator.script;

import java.util.Map;

/**
 * One line of a number's script.
 *
 * @param attempt the n-th call to the number, from 1; null for any
 * @param when null for always
 */
public record ScriptEntry(Integer attempt, Condition when, Play play) {

    /** A compiled {@code when}. */
    @FunctionalInterface
    public interface Condition {
        boolean holds(Map<String, String> vars, int attempt, String assistant);
    }

    boolean fits(Map<String, String> vars, int attemptNow, String assistant) {
        return (attempt == null || attempt == attemptNow) && (when == null || when.holds(vars, attemptNow, assistant));
    }
}
