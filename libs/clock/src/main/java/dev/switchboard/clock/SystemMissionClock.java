package dev.switchboard.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Production's clock. */
final class SystemMissionClock implements MissionClock {

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public Optional<Duration> realTimeUntil(Instant due) {
        Duration left = Duration.between(instant(), due);
        return Optional.of(left.isNegative() ? Duration.ZERO : left);
    }
}
