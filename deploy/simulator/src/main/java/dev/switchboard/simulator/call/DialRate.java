package dev.switchboard.simulator.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Dials per second, enforced as a sum over the last five seconds (contract, section 11). */
public final class DialRate {

    private static final Duration WINDOW = Duration.ofSeconds(5);

    private final Deque<Instant> dials = new ArrayDeque<>();

    /** Counts a dial if the sum allows it. */
    public boolean take(Instant now, double perSecond) {
        forget(now);
        if (dials.size() >= most(perSecond)) {
            return false;
        }
        dials.addLast(now);
        return true;
    }

    /** Counts a dial that was allowed earlier. */
    public void count(Instant now) {
        forget(now);
        dials.addLast(now);
    }

    public static int most(double perSecond) {
        return Math.max(1, (int) Math.floor(perSecond * WINDOW.toSeconds()));
    }

    public int remaining(Instant now, double perSecond) {
        forget(now);
        return Math.max(0, most(perSecond) - dials.size());
    }

    /** Whole mission seconds until the oldest dial leaves the window, at least 1. */
    public long secondsToReset(Instant now) {
        if (dials.isEmpty()) {
            return 1;
        }
        Duration left = Duration.between(now, dials.peekFirst().plus(WINDOW));
        return Math.max(1, left.plusMillis(999).toSeconds());
    }

    private void forget(Instant now) {
        Instant oldest = now.minus(WINDOW);
        while (!dials.isEmpty() && !dials.peekFirst().isAfter(oldest)) {
            dials.removeFirst();
        }
    }
}
