package dev.switchboard.insight.application;

import dev.switchboard.clock.MissionClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/**
 * How long claimed work is left to the replica that claimed it. What must be outlasted is a request's real time-out, so
 * the lease grows with the clock's scale.
 */
@ApplicationScoped
public class Leases {

    private static final Duration REAL = Duration.ofSeconds(30);
    private static final Duration PROBE = Duration.ofHours(1);

    private final MissionClock clock;

    Leases(MissionClock clock) {
        this.clock = clock;
    }

    /** The mission time at which a lease taken now ends. */
    Instant from(Instant now) {
        double realPerMission = clock.realTimeUntil(now.plus(PROBE))
                .map(real -> (double) real.toMillis() / PROBE.toMillis())
                .orElse(1.0);
        return now.plusMillis((long) (REAL.toMillis() / Math.max(realPerMission, 0.0001)));
    }
}
