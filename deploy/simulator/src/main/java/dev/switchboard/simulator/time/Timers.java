package dev.switchboard.simulator.time;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * What is due when, in mission time. A task runs with the instant it was due, not the instant somebody looked, so a run
 * gives the same times at every time scale. Tasks of one instant run in the order ends, then everything else, so that a
 * line that is freed at noon can be taken at noon.
 */
public final class Timers {

    /** What to do when the time has come. */
    @FunctionalInterface
    public interface Task {
        void run(Instant due);
    }

    private record Due(Instant at, int rank, long number, Task task) {}

    private static final int ENDS = 0;
    private static final int REST = 1;

    private final PriorityQueue<Due> queue = new PriorityQueue<>(
            Comparator.comparing(Due::at).thenComparingInt(Due::rank).thenComparingLong(Due::number));
    private long count;

    public void at(Instant due, Task task) {
        queue.add(new Due(due, REST, count++, task));
    }

    /** For a task that frees something. */
    public void endAt(Instant due, Task task) {
        queue.add(new Due(due, ENDS, count++, task));
    }

    /** Runs everything due up to now, including what those tasks put in. */
    public void runUntil(Instant now) {
        for (Due head = queue.peek(); head != null && !head.at().isAfter(now); head = queue.peek()) {
            queue.remove();
            head.task().run(head.at());
        }
    }

    public Optional<Instant> next() {
        return Optional.ofNullable(queue.peek()).map(Due::at);
    }
}
