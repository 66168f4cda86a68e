package dev.switchboard.scheduler.domain;

import dev.switchboard.calling.Outcome;
import java.util.Locale;

/** {@code hangup_cause} of {@code call.hangup}; what each means follows the table of the Telnyx contract, section 5. */
public enum HangupCause {
    NORMAL_CLEARING(Outcome.COMPLETED),
    TIME_LIMIT(Outcome.COMPLETED),
    USER_BUSY(Outcome.BUSY),
    TIMEOUT(Outcome.NO_ANSWER),
    NO_ANSWER(Outcome.NO_ANSWER),
    ORIGINATOR_CANCEL(Outcome.CANCELED),
    CALL_REJECTED(Outcome.FAILED),
    NOT_FOUND(Outcome.FAILED),
    UNSPECIFIED(Outcome.FAILED);

    private final Outcome outcome;

    HangupCause(Outcome outcome) {
        this.outcome = outcome;
    }

    /** A cause that the contract does not name is {@link #UNSPECIFIED}. */
    public static HangupCause of(String word) {
        try {
            return valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return UNSPECIFIED;
        }
    }

    public Outcome outcome() {
        return outcome;
    }
}
