package dev.switchboard.scheduler.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Dials per second, as Telnyx counts them: the sum over any five seconds is at most five times the rate (contract,
 * section 11). A rate below one in five seconds is counted over the time of one dial.
 */
public record DialRate(double perSecond) {

    private static final double TELNYX_WINDOW_SECONDS = 5;

    /** The request travels and Telnyx's clock is its own: what we call five seconds must not be less there. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    public DialRate {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("dials per second " + perSecond + ": expected more than 0");
        }
    }

    private double seconds() {
        return Math.max(TELNYX_WINDOW_SECONDS, 1 / perSecond);
    }

    /** How far back dials count. */
    public Duration window() {
        return Duration.ofMillis((long) Math.ceil(seconds() * 1000)).plus(MARGIN);
    }

    /** Dials in one window at most. */
    public int most() {
        return (int) Math.max(1, Math.floor(perSecond * seconds() + 1e-9));
    }

    /** How many more may be dialled at {@code now}. */
    public int room(Collection<Instant> dials, Instant now) {
        return Math.max(
                0,
                most() - (int) dials.stream().filter(dial -> counts(dial, now)).count());
    }

    /** When there is room for one more; empty if there is now. */
    public Optional<Instant> freeAt(Collection<Instant> dials, Instant now) {
        if (room(dials, now) > 0) {
            return Optional.empty();
        }
        return dials.stream()
                .filter(dial -> counts(dial, now))
                .sorted(java.util.Comparator.reverseOrder())
                .skip(most() - 1L)
                .findFirst()
                .map(dial -> dial.plus(window()));
    }

    private boolean counts(Instant dial, Instant now) {
        return dial.plus(window()).isAfter(now);
    }
}
