package dev.switchboard.mission.domain;

import static dev.switchboard.mission.domain.StepStatus.COMPLETED;
import static dev.switchboard.mission.domain.StepStatus.FAILED;
import static dev.switchboard.mission.domain.StepStatus.IN_PROGRESS;
import static dev.switchboard.mission.domain.StepStatus.PENDING;
import static dev.switchboard.mission.domain.StepStatus.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepStatusTest {

    private static final Map<StepStatus, Set<StepStatus>> LEGAL =
            Map.of(PENDING, Set.of(IN_PROGRESS, SKIPPED, FAILED), IN_PROGRESS, Set.of(COMPLETED, SKIPPED, FAILED));

    @ParameterizedTest
    @EnumSource
    void movesOnlyAsTheTableSays(StepStatus from) {
        for (StepStatus to : StepStatus.values()) {
            assertThat(from.mayBecome(to))
                    .as("%s to %s", from, to)
                    .isEqualTo(LEGAL.getOrDefault(from, Set.of()).contains(to));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "SKIPPED", "FAILED"})
    void endsThere(StepStatus last) {
        assertThat(last.isFinal()).isTrue();
    }
}
