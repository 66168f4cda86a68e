package dev.switchboard.gateway.domain;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How old a signature may be. "Now" is real time, not mission time: the age of a signature is a property of the
 * connection, like a time-out, and the sender takes the stamp from the real clock even when missions run on a scaled one.
 */
final class SignatureAge {

    static final Duration TOLERANCE = Duration.ofSeconds(300);

    /** More digits than that are no time stamp. */
    private static final int LONGEST_TIMESTAMP = 12;

    private SignatureAge() {}

    /** @param timestamp Unix seconds as text, whatever a stranger wrote there */
    static boolean isRecent(String timestamp, InstantSource realTime) {
        if (timestamp.length() > LONGEST_TIMESTAMP || !timestamp.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        long age = realTime.instant().getEpochSecond() - Long.parseLong(timestamp);
        return Math.abs(age) <= TOLERANCE.toSeconds();
    }
}
