package dev.switchboard.launcher.stack;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for something that cannot call back, such as another process's port. */
public final class Patience {

    /** Between two looks, unless told otherwise. */
    public static final Duration STEP = Duration.ofMillis(40);

    private Patience() {}

    /** Whether the condition came true within the limit. Ends early, with false, if the thread is interrupted. */
    public static boolean until(Duration limit, BooleanSupplier condition) {
        return until(limit, STEP, condition);
    }

    /** The same, with that much time between two looks. */
    public static boolean until(Duration limit, Duration step, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(step.toNanos());
        }
        return true;
    }
}
