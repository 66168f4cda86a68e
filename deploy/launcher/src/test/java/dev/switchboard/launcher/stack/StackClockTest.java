package dev.switchboard.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackClockTest {

    private static final StackPlan PLAN = StackPlan.simulated(new Installation(Path.of("/nowhere")));

    @TempDir
    Path directory;

    private RunFolder folder;
    private Instant real = Instant.parse("2026-11-20T12:00:00Z");

    @BeforeEach
    void keep() {
        folder = RunFolder.kept(directory);
    }

    @AfterEach
    void release() {
        folder.close();
    }

    @Test
    void standsAtTheStartUntilItRuns() {
        StackClock clock = clock(PLAN);
        clock.prepare();

        assertThat(clock.clock().instant()).isEqualTo(StackPlan.DEFAULT_START);
    }

    @Test
    void goesOnWhereItWasLastSeenAlive() throws IOException {
        // Given
        StackClock killed = clock(PLAN);
        killed.prepare();
        killed.run();
        real = real.plusSeconds(10);
        killed.beat();
        // When
        real = real.plus(Duration.ofDays(1));
        StackClock next = clock(PLAN);
        next.prepare();
        // Then
        assertThat(next.clock().instant()).isEqualTo(StackPlan.DEFAULT_START.plusSeconds(600));
        assertThat(Files.getLastModifiedTime(folder.pulse())).isLessThan(FileTime.from(real));
    }

    @Test
    void keepsItsScaleUnlessAnotherIsGiven() {
        clock(PLAN.withTimeScale(5)).prepare();
        clock(PLAN).prepare();
        assertThat(folder.clock()).content().contains("scale=5.0");

        clock(PLAN.withTimeScale(7)).prepare();
        assertThat(folder.clock()).content().contains("scale=7.0");
    }

    private StackClock clock(StackPlan plan) {
        return new StackClock(plan, folder, (InstantSource) () -> real);
    }
}
