package dev.switchboard.mission.domain;

import static dev.switchboard.mission.domain.RunStatus.AWAITING_APPROVAL;
import static dev.switchboard.mission.domain.RunStatus.CANCELLED;
import static dev.switchboard.mission.domain.RunStatus.FAILED;
import static dev.switchboard.mission.domain.RunStatus.PAUSED;
import static dev.switchboard.mission.domain.RunStatus.PENDING;
import static dev.switchboard.mission.domain.RunStatus.RUNNING;
import static dev.switchboard.mission.domain.RunStatus.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RunStatusTest {

    private static final Map<RunStatus, Set<RunStatus>> LEGAL = Map.of(
            PENDING, Set.of(RUNNING, AWAITING_APPROVAL, FAILED, CANCELLED),
            RUNNING, Set.of(PAUSED, AWAITING_APPROVAL, SUCCEEDED, FAILED, CANCELLED),
            PAUSED, Set.of(RUNNING, FAILED, CANCELLED),
            AWAITING_APPROVAL, Set.of(PENDING, RUNNING, FAILED, CANCELLED),
            SUCCEEDED, Set.of(),
            FAILED, Set.of(),
            CANCELLED, Set.of());

    static Stream<Arguments> pairs() {
        return Arrays.stream(RunStatus.values())
                .flatMap(from -> Arrays.stream(RunStatus.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("pairs")
    void movesOnlyAsTheTableSays(RunStatus from, RunStatus to) {
        Verdict<RunStatus> verdict = from.to(to);

        if (LEGAL.get(from).contains(to)) {
            assertThat(verdict)
                    .isEqualTo(new Verdict.Accepted<>(to, LEGAL.get(to).isEmpty()));
        } else if (from == to || from.isFinal()) {
            assertThat(verdict).isInstanceOf(Verdict.Ignored.class);
        } else {
            assertThat(verdict.refusal()).contains("a run that is " + from.word() + " cannot become " + to.word());
        }
    }

    @Test
    void speaksTelnyxSpelling() {
        assertThat(CANCELLED.word()).isEqualTo("cancelled");
        assertThat(RunStatus.of("awaiting_approval")).contains(AWAITING_APPROVAL);
        assertThat(RunStatus.of("canceled")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(RunStatus.class)
    void aPersonLetsOnlyAPausedRunGoOn(RunStatus from) {
        Verdict<RunStatus> verdict = from.resumed();

        assertThat(verdict.accepted().isPresent()).isEqualTo(from == PAUSED);
        assertThat(from == PAUSED || verdict.refusal().orElseThrow().contains(from.word()))
                .isTrue();
    }
}
