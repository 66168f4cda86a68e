package dev.switchboard.mission.domain.strategy;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * How the calls of a mission depend on each other: what a class asks of the mission file, and how its strategy is made
 * of it. Each is declared by the file of its strategy, as its constant {@code CLASS}.
 *
 * @param word as mission files and events spell it
 * @param required keys without which it cannot run
 * @param allowed further keys it takes; those that no class names, every class takes
 * @param furtherTargets the path of a list of targets of its own; empty if it has none
 * @param maker makes the strategy, and objects to what contradicts itself
 */
public record MissionClass(
        String word,
        Set<String> required,
        Set<String> allowed,
        List<String> furtherTargets,
        Function<Clause, Strategy> maker) {

    MissionClass(String word, Set<String> required, Set<String> allowed, Function<Clause, Strategy> maker) {
        this(word, required, allowed, List.of(), maker);
    }

    /** Whether it takes that key. */
    public boolean takes(String key) {
        return required.contains(key) || allowed.contains(key);
    }

    /** {@code sweep}. */
    @Override
    public String toString() {
        return word;
    }
}
