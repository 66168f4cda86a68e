package dev.switchboard.launcher.stack;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** How often a part may die before nothing is gained by starting it again: three times a minute. */
final class Restarts {

    private static final int MOST = 3;
    private static final long WITHIN_NANOS = Duration.ofMinutes(1).toNanos();

    private final Map<Replica, Deque<Long>> deaths = new HashMap<>();

    /** Counts a death; whether the part may be started again. */
    synchronized boolean allow(Replica part, long nanoTime) {
        Deque<Long> recent = deaths.computeIfAbsent(part, any -> new ArrayDeque<>());
        recent.removeIf(death -> nanoTime - death > WITHIN_NANOS);
        recent.add(nanoTime);
        return recent.size() <= MOST;
    }
}
