package dev.switchboard.scheduler.application;

/** Lets committed intents leave for Telnyx, side by side, without making the claim wait. */
public interface Departures {

    /** Returns at once; the answer is recorded by {@link RecordAnswer}. If the process dies, a look-up finds out. */
    void depart(Intent intent);
}
