package dev.switchboard.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.chaos.ChaosRun;
import dev.switchboard.chaos.Plan;
import dev.switchboard.chaos.Report;
import dev.switchboard.chaos.Settings;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A short run of {@code deploy/chaos/run}: every class of mission, a few parts killed, the provider erring. */
class ChaosIT {

    private static final Duration PATIENCE = Duration.ofMinutes(6);

    @Test
    void killsAndFaultsViolateNothing() {
        // Given
        Plan plan = Plan.of(new Settings(2, 6, Duration.ofSeconds(40), 60, 60, 10, true));
        // When
        Report report = new ChaosRun(plan, Optional.empty(), PATIENCE, System.out::println).carryOut();
        // Then
        assertThat(report.violations()).as(report.table()).isEmpty();
    }
}
