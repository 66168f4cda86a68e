package dev.switchboard.mission.domain.strategy;

import java.util.Optional;
import java.util.Set;

/**
 * Which keys of the mission file a class asks for, beyond those that every class takes.
 *
 * @param required without which it cannot run
 * @param allowed further keys it takes that other classes may not
 * @param mostConcurrentCalls the highest {@code limits.concurrent_calls} that makes sense
 */
public record ClassFormat(Set<String> required, Set<String> allowed, Optional<Integer> mostConcurrentCalls) {

    /** Whether it takes that key. */
    public boolean takes(String key) {
        return required.contains(key) || allowed.contains(key);
    }
}
