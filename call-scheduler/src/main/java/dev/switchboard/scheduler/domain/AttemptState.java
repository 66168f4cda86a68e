package dev.switchboard.scheduler.domain;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where an attempt stands, as far as is certain. */
public enum AttemptState {
    /** The intent is committed; the request may be on its way. */
    PLACING,
    /** The answer to the request was lost: Telnyx may have accepted it or not. */
    UNKNOWN,
    /** Telnyx has accepted it and will call. */
    ACCEPTED,
    /** The phone rings or is answered. */
    LIVE,
    /** Certainly nothing was accepted. May be placed again under the same id. */
    REFUSED,
    ENDED;

    private static final Map<AttemptState, Set<AttemptState>> MOVES = Map.of(
            PLACING, EnumSet.of(UNKNOWN, ACCEPTED, LIVE, REFUSED, ENDED),
            UNKNOWN, EnumSet.of(ACCEPTED, LIVE, REFUSED, ENDED),
            ACCEPTED, EnumSet.of(LIVE, ENDED),
            LIVE, EnumSet.of(ENDED),
            REFUSED, EnumSet.of(PLACING),
            ENDED, EnumSet.noneOf(AttemptState.class));

    public boolean mayBecome(AttemptState next) {
        return MOVES.get(this).contains(next);
    }

    /** True while a phone may ring because of it: it then uses one of the account's slots, and its number is taken. */
    public boolean holdsSlot() {
        return switch (this) {
            case PLACING, UNKNOWN, ACCEPTED, LIVE -> true;
            case REFUSED, ENDED -> false;
        };
    }

    /** True while it is not certain whether Telnyx has accepted it. */
    public boolean isUncertain() {
        return this == PLACING || this == UNKNOWN;
    }
}
