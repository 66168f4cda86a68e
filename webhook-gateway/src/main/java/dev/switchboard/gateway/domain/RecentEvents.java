package dev.switchboard.gateway.domain;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ids of the last events that are safely recorded. Bounded: remembers at least the last {@code capacity / 2} and at
 * most {@code capacity} ids, in two generations, of which the older is dropped as a whole.
 *
 * <p>It only saves work. An id it has forgotten is recorded again under the same record id, which consumers apply once.
 */
public final class RecentEvents {

    private final int generation;
    private volatile Set<UUID> young = ConcurrentHashMap.newKeySet();
    private volatile Set<UUID> old = Set.of();

    public RecentEvents(int capacity) {
        if (capacity < 2) {
            throw new IllegalArgumentException("remembered events " + capacity + ": expected at least 2");
        }
        this.generation = capacity / 2;
    }

    public boolean contains(UUID id) {
        return young.contains(id) || old.contains(id);
    }

    public void add(UUID id) {
        Set<UUID> current = young;
        current.add(id);
        if (current.size() >= generation) {
            age(current);
        }
    }

    private synchronized void age(Set<UUID> full) {
        if (young == full) {
            old = full;
            young = ConcurrentHashMap.newKeySet();
        }
    }
}
