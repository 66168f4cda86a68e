package dev.switchboard.scheduler.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How many calls an account may have at once just now. A 429 halves it, quiet time brings it back one by one; while the
 * account is held, nothing is placed at all.
 *
 * @param limit of the account, as configured
 * @param effective from 1 to {@code limit}
 * @param changedAt when {@code effective} last changed
 * @param throttledAt when the last 429 was answered
 * @param failures requests in a row that did not reach Telnyx, or were not let in
 */
public record Throttle(
        int limit,
        int effective,
        Instant changedAt,
        Optional<Instant> throttledAt,
        Optional<Instant> heldUntil,
        int failures,
        Optional<Instant> failedAt) {

    private static final Duration HOLD_WITHOUT_ADVICE = Duration.ofSeconds(5);
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(5);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);

    public Throttle {
        if (limit < 1) {
            throw new IllegalArgumentException("concurrent calls " + limit + ": expected 1 or more");
        }
        effective = Math.max(1, Math.min(effective, limit));
    }

    public static Throttle open(int limit, Instant now) {
        return new Throttle(limit, limit, now, Optional.empty(), Optional.empty(), 0, Optional.empty());
    }

    /** The same under a limit that was configured anew. */
    public Throttle under(int configured, Instant now) {
        if (configured == limit) {
            return this;
        }
        int kept = effective == limit ? configured : effective;
        return new Throttle(configured, kept, now, throttledAt, heldUntil, failures, failedAt);
    }

    /** One more for every {@code quiet} that has passed without a 429. */
    public Throttle grown(Instant now, Duration quiet) {
        if (effective >= limit) {
            return this;
        }
        long steps = Math.max(0, Duration.between(changedAt, now).toMillis() / quiet.toMillis());
        if (steps == 0) {
            return this;
        }
        int more = (int) Math.min(limit, effective + steps);
        return new Throttle(
                limit, more, changedAt.plus(quiet.multipliedBy(steps)), throttledAt, heldUntil, failures, failedAt);
    }

    /** When the next step of growth is due; empty at the limit. */
    public Optional<Instant> growsAt(Duration quiet) {
        return effective < limit ? Optional.of(changedAt.plus(quiet)) : Optional.empty();
    }

    /**
     * Telnyx said 429 to a request sent at {@code sentAt}. Requests that left before the last halving are one burst
     * with the one that caused it and do not halve again.
     */
    public Throttle throttled(Instant sentAt, Instant now, Optional<Duration> retryAfter) {
        Optional<Instant> hold = later(heldUntil, now.plus(retryAfter.orElse(HOLD_WITHOUT_ADVICE)));
        boolean sameBurst = throttledAt.map(last -> !sentAt.isAfter(last)).orElse(false);
        return sameBurst
                ? new Throttle(limit, effective, changedAt, throttledAt, hold, failures, failedAt)
                : new Throttle(limit, Math.max(1, effective / 2), now, Optional.of(now), hold, failures, failedAt);
    }

    /** A request sent at {@code sentAt} did not get in at all: wait, longer every time. */
    public Throttle unreachable(Instant sentAt, Instant now) {
        boolean sameOutage = failedAt.map(last -> !sentAt.isAfter(last)).orElse(false);
        if (sameOutage) {
            return this;
        }
        return new Throttle(
                limit,
                effective,
                changedAt,
                throttledAt,
                later(heldUntil, now.plus(backoff())),
                failures + 1,
                Optional.of(now));
    }

    /** A request got in. */
    public Throttle reachable() {
        return failures == 0
                ? this
                : new Throttle(limit, effective, changedAt, throttledAt, heldUntil, 0, Optional.empty());
    }

    public boolean isHeld(Instant now) {
        return heldUntil.map(now::isBefore).orElse(false);
    }

    private Duration backoff() {
        Duration wait = FIRST_BACKOFF.multipliedBy(1L << Math.min(failures, 10));
        return wait.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : wait;
    }

    private static Optional<Instant> later(Optional<Instant> one, Instant other) {
        return Optional.of(one.filter(other::isBefore).orElse(other));
    }
}
