package dev.switchboard.scheduler.domain;

/** What to do when a machine answers a call. */
public enum MachineRule {
    /** The assistant talks to whatever answers. */
    CONTINUE,
    HANG_UP,
    /** One message after the greeting. */
    LEAVE_MESSAGE;

    /** True if nobody is spoken to before it is known who answered. */
    public boolean listensFirst() {
        return this != CONTINUE;
    }
}
