package dev.switchboard.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A scaled clock read from a {@link ClockFile}. The file is read again until it says that the clock runs; from then on
 * no file is touched, because a running clock never changes within the life of a process.
 */
final class SharedMissionClock implements MissionClock {

    /** A standing clock is looked at this often at most, so that asking for the time stays cheap. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private record Look(ClockFile.Reading reading, Instant at) {}

    private final ClockFile file;
    private final InstantSource real;
    private final AtomicReference<Look> last = new AtomicReference<>();

    SharedMissionClock(ClockFile file, InstantSource real) {
        this.file = file;
        this.real = real;
    }

    @Override
    public Instant instant() {
        Instant now = real.instant();
        return reading(now).at(now);
    }

    @Override
    public Optional<Duration> realTimeUntil(Instant due) {
        Instant now = real.instant();
        ClockFile.Reading reading = reading(now);
        Duration left = Duration.between(reading.at(now), due);
        if (left.isNegative() || left.isZero()) {
            return Optional.of(Duration.ZERO);
        }
        if (reading.runningSince().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos((long) (toNanos(left) / reading.scale())));
    }

    private static double toNanos(Duration duration) {
        return duration.getSeconds() * 1e9 + duration.getNano();
    }

    private ClockFile.Reading reading(Instant now) {
        Look look = last.get();
        if (look != null
                && (look.reading().runningSince().isPresent()
                        || Duration.between(look.at(), now).compareTo(LOOK_AGAIN) < 0)) {
            return look.reading();
        }
        ClockFile.Reading fresh =
                file.read().orElseThrow(() -> new IllegalStateException("no mission clock at " + file.path()));
        last.set(new Look(fresh, now));
        return fresh;
    }
}
