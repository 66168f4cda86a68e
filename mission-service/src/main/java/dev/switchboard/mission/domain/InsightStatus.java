package dev.switchboard.mission.domain;

import java.util.Arrays;
import java.util.Optional;

/** Whether a conversation's structured insight can be used. */
public enum InsightStatus {
    VALID,
    /** There is one, but it breaks its own JSON Schema; kept, never ranked. */
    INVALID,
    EMPTY,
    TIMED_OUT;

    public String word() {
        return Words.of(this);
    }

    /** The status with that word, if there is one. */
    public static Optional<InsightStatus> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }
}
