package dev.switchboard.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedMissionClockTest {

    private static final Instant REAL = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant START = Instant.parse("2026-03-02T16:00:00Z");

    @TempDir
    Path directory;

    private ClockFile file;
    private Instant real = REAL;
    private SharedMissionClock clock;

    @BeforeEach
    void standing() {
        file = new ClockFile(directory.resolve("clock"));
        file.standStill(START, 60);
        clock = new SharedMissionClock(file, (InstantSource) () -> real);
    }

    @Test
    void standsStillUntilStarted() {
        assertThat(clock.instant()).isEqualTo(START);
        later(Duration.ofHours(3));
        assertThat(clock.instant()).isEqualTo(START);
        assertThat(clock.realTimeUntil(START.plusSeconds(1))).isEmpty();
    }

    @Test
    void runsAtItsScaleOnceStarted() {
        file.run(real);
        later(Duration.ofSeconds(2));

        assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofMinutes(2)));
        assertThat(clock.realTimeUntil(START.plus(Duration.ofMinutes(5)))).contains(Duration.ofSeconds(3));
    }

    @Test
    void doesNotWaitForWhatIsPast() {
        assertThat(clock.realTimeUntil(START)).contains(Duration.ZERO);
        file.run(real);
        later(Duration.ofSeconds(1));
        assertThat(clock.realTimeUntil(START)).contains(Duration.ZERO);
    }

    @Test
    void isStartedOnceOnly() {
        file.run(real);
        file.run(real.plusSeconds(100));
        later(Duration.ofSeconds(1));

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void goesOnWhereItWasStopped() {
        file.run(real);
        file.stop(real.plusSeconds(10));

        var again = new SharedMissionClock(file, (InstantSource) () -> real.plus(Duration.ofDays(3)));
        assertThat(again.instant()).isEqualTo(START.plusSeconds(600));
    }

    @Test
    void agreesWithAnotherProcess() {
        file.run(real);
        var other = new SharedMissionClock(new ClockFile(file.path()), (InstantSource) () -> real);
        later(Duration.ofMillis(12_345));

        assertThat(other.instant()).isEqualTo(clock.instant());
    }

    @Test
    void refusesAScaleThatIsNotAboveZero() {
        assertThatThrownBy(() -> file.standStill(START, 0)).hasMessageContaining("time scale 0");
    }

    @Test
    void saysWhichFileIsMissing() {
        var nowhere = new SharedMissionClock(new ClockFile(directory.resolve("nowhere")), (InstantSource) () -> real);

        assertThatThrownBy(nowhere::instant).hasMessageContaining("nowhere");
    }

    private void later(Duration duration) {
        real = real.plus(duration);
    }
}
