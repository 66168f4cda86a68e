package dev.switchboard.insight.domain;

import java.time.Duration;

/**
 * How long to wait before the next request about a conversation. The first comes late enough for the webhook to be
 * there before it, so that a normal call costs no look-up; each further wait is longer by the factor, up to the longest.
 */
public record LookUpSchedule(Duration first, double factor, Duration longest) {

    public LookUpSchedule {
        if (first.isNegative() || first.isZero()) {
            throw new IllegalArgumentException("first look-up after " + first + ": expected more than nothing");
        }
        if (factor < 1) {
            throw new IllegalArgumentException("factor " + factor + ": expected 1 or more");
        }
        if (longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("longest wait " + longest + ": expected at least the first, " + first);
        }
    }

    /** @param tries how many there were */
    public Duration wait(int tries) {
        double millis = first.toMillis() * Math.pow(factor, tries);
        return millis >= longest.toMillis() ? longest : Duration.ofMillis((long) millis);
    }
}
