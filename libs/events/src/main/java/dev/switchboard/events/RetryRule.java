package dev.switchboard.events;

import java.util.List;

/**
 * One cell of the retry table.
 *
 * @param max further attempts after this outcome; 0 means none
 * @param after waiting times in the mission file's notation ({@code 15m}, {@code 1bd}); the last one repeats
 */
public record RetryRule(int max, List<String> after) {

    public RetryRule {
        after = Required.orElse(after, List.of());
    }
}
