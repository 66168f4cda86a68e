package dev.switchboard.mission.application;

import java.time.Duration;

/** How long to wait before Telnyx is asked again, mission time: as long as it says, else twice as long each time. */
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final int DOUBLINGS = 8;

    private Backoff() {}

    static Duration after(int tries, Throwable failure) {
        Duration own = FIRST.multipliedBy(1L << Math.min(tries, DOUBLINGS));
        return failure instanceof ProviderAway away ? away.retryAfter().orElse(own) : own;
    }
}
