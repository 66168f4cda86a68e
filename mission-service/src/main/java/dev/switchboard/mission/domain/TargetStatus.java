package dev.switchboard.mission.domain;

import java.util.Arrays;
import java.util.Optional;

/** Where a target stands, in the words of the results. */
public enum TargetStatus {
    /** Not called yet. */
    PENDING,
    /** Telnyx has accepted an attempt. */
    SCHEDULED,
    /** A conversation was held; its insight is awaited. */
    IN_PROGRESS,
    /** Nobody answered, or only a machine did; another attempt follows. */
    NO_ANSWER,
    /** Busy; another attempt follows. */
    BUSY,
    /** The attempt failed or yielded no usable insight; another attempt follows. */
    FAILED,
    /** There is a result. */
    SUCCEEDED,
    /** A machine answered and the table allows no further attempt. */
    VOICEMAIL,
    /** No attempt is left, or Telnyx refuses the call. */
    ABANDONED,
    /** No longer needed. */
    CANCELLED,
    /** May not be called: suppressed, invalid number, no window before the deadline. */
    SKIPPED;

    public String word() {
        return Words.of(this);
    }

    /** The status with that word, if there is one. */
    public static Optional<TargetStatus> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }

    /** Whether it never changes again. */
    public boolean isFinal() {
        return switch (this) {
            case PENDING, SCHEDULED, IN_PROGRESS, NO_ANSWER, BUSY, FAILED -> false;
            case SUCCEEDED, VOICEMAIL, ABANDONED, CANCELLED, SKIPPED -> true;
        };
    }
}
