package dev.switchboard.scheduler.domain;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a call stands. */
public enum CallState {
    /** Waits for its time, its window and a slot. */
    QUEUED,
    /** One attempt is under way. */
    ATTEMPTING,
    /** Answered; its insight decides whether that was of use. */
    AWAITING_INSIGHT,
    /** It has served its purpose. */
    SETTLED,
    /** No further attempt may be made. */
    ABANDONED,
    /** No longer wanted. */
    CANCELLED;

    private static final Map<CallState, Set<CallState>> MOVES = Map.of(
            QUEUED, EnumSet.of(ATTEMPTING, ABANDONED, CANCELLED),
            ATTEMPTING, EnumSet.of(QUEUED, AWAITING_INSIGHT, SETTLED, ABANDONED, CANCELLED),
            AWAITING_INSIGHT, EnumSet.of(QUEUED, SETTLED, ABANDONED, CANCELLED),
            SETTLED, EnumSet.noneOf(CallState.class),
            ABANDONED, EnumSet.noneOf(CallState.class),
            CANCELLED, EnumSet.noneOf(CallState.class));

    public boolean mayBecome(CallState next) {
        return MOVES.get(this).contains(next);
    }

    public boolean isFinal() {
        return MOVES.get(this).isEmpty();
    }
}
