package dev.switchboard.mission.domain;

import java.util.Arrays;
import java.util.Optional;

/** Why a call will not be attempted (again), in the words of {@code call.abandoned}. */
public enum AbandonReason {
    RETRIES_USED_UP,
    CANCELLED,
    SUPPRESSED,
    NO_WINDOW,
    INVALID_NUMBER,
    REFUSED;

    public String word() {
        return Words.of(this);
    }

    /** The reason with that word, if there is one. */
    public static Optional<AbandonReason> of(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.word().equals(word))
                .findFirst();
    }

    /** What becomes of a target that is given up for this reason. */
    TargetStatus leadsTo(Optional<CallOutcome> lastOutcome) {
        return switch (this) {
            case RETRIES_USED_UP ->
                lastOutcome.equals(Optional.of(CallOutcome.VOICEMAIL))
                        ? TargetStatus.VOICEMAIL
                        : TargetStatus.ABANDONED;
            case REFUSED -> TargetStatus.ABANDONED;
            case CANCELLED -> TargetStatus.CANCELLED;
            case SUPPRESSED, NO_WINDOW, INVALID_NUMBER -> TargetStatus.SKIPPED;
        };
    }
}
