package dev.switchboard.notifier.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a notice is tried again, and when no longer. All times are mission time.
 *
 * <p>An attempt whose answer was lost is repeated: for a notice, a second message is better than none.
 *
 * @param first waiting time after the first attempt; it doubles with each further one
 * @param longest waiting time
 * @param giveUpAfter counted from when there was something to tell
 */
public record DeliveryPolicy(Duration first, Duration longest, Duration giveUpAfter) {

    /** What is to be done with the notice now. */
    public enum Decision {
        SENT,
        /** The first part is there; the rest follows at once. */
        GO_ON,
        TRY_AGAIN,
        GIVE_UP
    }

    /** @param at of the next attempt; the time of the decision otherwise */
    public record Next(Decision decision, Instant at) {}

    public DeliveryPolicy {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "waiting times " + first + " to " + longest + ": expected more than zero, and growing");
        }
    }

    /**
     * What follows from an attempt.
     *
     * @param attempts made so far, this one included
     */
    public Next after(Delivery delivery, int attempts, Instant createdAt, Instant now) {
        return switch (delivery.result()) {
            case DELIVERED -> new Next(Decision.SENT, now);
            case REFUSED -> new Next(Decision.GIVE_UP, now);
            case THROTTLED, UNAVAILABLE, UNCLEAR, MISCONFIGURED ->
                again(delivery.retryAfter(), attempts, createdAt, now);
        };
    }

    private Next again(Optional<Duration> retryAfter, int attempts, Instant createdAt, Instant now) {
        Duration wait = backoff(attempts);
        Duration asked = retryAfter.orElse(Duration.ZERO);
        Instant at = now.plus(asked.compareTo(wait) > 0 ? asked : wait);
        return at.isAfter(createdAt.plus(giveUpAfter))
                ? new Next(Decision.GIVE_UP, now)
                : new Next(Decision.TRY_AGAIN, at);
    }

    /** The wait after that many attempts. */
    Duration backoff(int attempts) {
        Duration wait = first;
        for (int i = 1; i < attempts && wait.compareTo(longest) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
