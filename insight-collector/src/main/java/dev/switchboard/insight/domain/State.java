package dev.switchboard.insight.domain;

import java.util.EnumSet;
import java.util.Set;

/** Where a conversation stands. Every state but the last has something due. */
public enum State {
    /** For its insights; looked up when due. */
    WAITING,
    /** They are here, but not the template to check them against, or not the conversation's id; asked for when due. */
    CHECKING,
    /** The verdict is given; the conversation gets its name at Telnyx when due. */
    NAMING,
    /** Nothing is left to do. */
    SETTLED;

    /** States without a verdict. */
    public static final Set<State> OPEN = EnumSet.of(WAITING, CHECKING);

    boolean isOpen() {
        return OPEN.contains(this);
    }
}
