package dev.switchboard.mission.domain.approval;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where an approval stands. Only a pending one can still become something else. */
public enum ApprovalStatus {
    PENDING,
    APPROVED,
    REJECTED,
    CHANGED,
    /** Nobody decided in time. */
    EXPIRED,
    /** Its run ended first. */
    WITHDRAWN;

    /** As it is stored and told. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status with that word, if there is one. */
    public static Optional<ApprovalStatus> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }
}
