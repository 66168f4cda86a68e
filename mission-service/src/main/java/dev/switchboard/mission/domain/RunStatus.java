package dev.switchboard.mission.domain;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Where a run stands, in Telnyx's words (contract, section 1). */
public enum RunStatus {
    PENDING,
    RUNNING,
    PAUSED,
    AWAITING_APPROVAL,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    public String word() {
        return Words.of(this);
    }

    /** The status with that word, if there is one. */
    public static Optional<RunStatus> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }

    /** Whether nothing follows. */
    public boolean isFinal() {
        return following().isEmpty();
    }

    /** Whether a run in this status may become {@code next}. */
    public boolean mayBecome(RunStatus next) {
        return following().contains(next);
    }

    /** The one point of transition: ignored if it is so already or is over, rejected if the table has no such move. */
    public Verdict<RunStatus> to(RunStatus next) {
        if (next == this) {
            return new Verdict.Ignored<>("the run is " + word() + " already");
        }
        if (isFinal()) {
            return new Verdict.Ignored<>("the run has ended: " + word());
        }
        return mayBecome(next)
                ? new Verdict.Accepted<>(next, next.isFinal())
                : new Verdict.Rejected<>("a run that is " + word() + " cannot become " + next.word());
    }

    /** The move of a person who lets a paused run go on. What waits for something else goes on when that has come. */
    public Verdict<RunStatus> resumed() {
        return this == PENDING || this == AWAITING_APPROVAL
                ? new Verdict.Rejected<>("a run that is " + word() + " is not paused")
                : to(RUNNING);
    }

    private Set<RunStatus> following() {
        return switch (this) {
            case PENDING -> EnumSet.of(RUNNING, AWAITING_APPROVAL, FAILED, CANCELLED);
            case RUNNING -> EnumSet.of(PAUSED, AWAITING_APPROVAL, SUCCEEDED, FAILED, CANCELLED);
            case PAUSED -> EnumSet.of(RUNNING, FAILED, CANCELLED);
            // Back to what it was: people are asked before the start as well.
            case AWAITING_APPROVAL -> EnumSet.of(PENDING, RUNNING, FAILED, CANCELLED);
            case SUCCEEDED, FAILED, CANCELLED -> EnumSet.noneOf(RunStatus.class);
        };
    }
}
