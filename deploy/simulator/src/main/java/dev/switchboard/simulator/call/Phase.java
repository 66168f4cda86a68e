package dev.switchboard.simulator.call;

/** Where a call is. */
public enum Phase {
    /** The owner is asked for dynamic variables; the phone rings meanwhile. */
    INITIALIZING,
    RINGING,
    TALKING,
    ENDED
}
