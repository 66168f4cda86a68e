package dev.switchboard.scheduler.domain;

import dev.switchboard.calling.Recipients;

/** What to do when a machine answers a call. */
public enum MachineRule {
    /** The assistant talks to whatever answers. */
    CONTINUE,
    HANG_UP,
    /** One message after the greeting. */
    LEAVE_MESSAGE;

    /** Whether a machine that answers such recipients is an outcome of its own, not the one that was called. */
    public boolean countsMachines(Recipients recipients) {
        return recipients.machineIsAnOutcome() || listensFirst();
    }

    /** True if nobody is spoken to before it is known who answered. */
    public boolean listensFirst() {
        return this != CONTINUE;
    }
}
