package dev.switchboard.mission.domain;

import java.util.EnumSet;
import java.util.Set;

/** Where a step of the plan stands, in Telnyx's words (contract, section 1). */
public enum StepStatus {
    PENDING,
    IN_PROGRESS,
    COMPLETED,
    SKIPPED,
    FAILED;

    public String word() {
        return Words.of(this);
    }

    /** Whether nothing follows. */
    public boolean isFinal() {
        return following().isEmpty();
    }

    /** Whether a step in this status may become {@code next}. */
    public boolean mayBecome(StepStatus next) {
        return following().contains(next);
    }

    private Set<StepStatus> following() {
        return switch (this) {
            case PENDING -> EnumSet.of(IN_PROGRESS, SKIPPED, FAILED);
            case IN_PROGRESS -> EnumSet.of(COMPLETED, SKIPPED, FAILED);
            case COMPLETED, SKIPPED, FAILED -> EnumSet.noneOf(StepStatus.class);
        };
    }
}
