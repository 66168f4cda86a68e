package dev.switchboard.launcher.stack;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for something that cannot call back, such as another process's port. */
public final class Patience {

    private static final long STEP_NANOS = Duration.ofMillis(40).toNanos();

    private Patience() {}

    /** Whether the condition came true within the limit. Ends early, with false, if the thread is interrupted. */
    public static boolean until(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return true;
    }
}
