package dev.switchboard.scheduler;

import dev.switchboard.clock.MissionClock;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Stands still until a test moves it. Monday 10:00 in Chicago at first. */
@Alternative
@Priority(1)
@Singleton
public class TestClock implements MissionClock {

    public static final Instant MONDAY_10_IN_CHICAGO = Instant.parse("2026-03-02T16:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(MONDAY_10_IN_CHICAGO);

    public void set(Instant instant) {
        now.set(instant);
    }

    public void advance(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public Optional<Duration> realTimeUntil(Instant due) {
        return due.isAfter(now.get()) ? Optional.empty() : Optional.of(Duration.ZERO);
    }
}
