package dev.switchboard.launcher.follow;

import java.time.Instant;

/** How a person sees a run go on. May be told by several threads. */
public interface ProgressView extends AutoCloseable {

    /** Something happened, at that mission time. */
    void say(Instant at, String what);

    /** Where the run stands. */
    void show(Standing standing);

    /** Something about the stack rather than the run. */
    void note(String what);

    @Override
    void close();

    /**
     * Where a run stands.
     *
     * @param name of the mission
     * @param step what is being done
     * @param targets how many there are
     * @param settled how many of them have their final result
     * @param calls attempts placed so far
     * @param onThePhone attempts under way
     */
    record Standing(String name, String step, int targets, int settled, int calls, int onThePhone) {}
}
