package dev.switchboard.scheduler.application;

/** Lets committed commands leave for Telnyx, side by side: somebody waits on every line. */
public interface CommandDepartures {

    /** Returns at once; the answer is recorded by {@link RecordCommand}. If the process dies, another sends it again. */
    void depart(DueCommand command);
}
