package dev.switchboard.insight;

import dev.switchboard.clock.MissionClock;
import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Stands still until a test moves it. */
@Mock
@Singleton
public class StandingClock implements MissionClock {

    static final Instant START = Instant.parse("2026-03-10T15:05:17Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    @Override
    public Instant instant() {
        return now.get();
    }

    void forward(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    @Override
    public Optional<Duration> realTimeUntil(Instant due) {
        return due.isAfter(instant()) ? Optional.empty() : Optional.of(Duration.ZERO);
    }
}
