package dev.switchboard.insight.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LookUpScheduleTest {

    private static final LookUpSchedule SCHEDULE =
            new LookUpSchedule(Duration.ofSeconds(15), 1.5, Duration.ofMinutes(2));

    @Property
    void waitsNeverShrinkAndNeverExceedTheLongest(@ForAll @IntRange(max = 100_000) int tries) {
        assertThat(SCHEDULE.wait(tries))
                .isBetween(SCHEDULE.first(), SCHEDULE.longest())
                .isLessThanOrEqualTo(SCHEDULE.wait(tries + 1));
    }

    @Test
    void refusesWhatCannotBeWaited() {
        assertThatThrownBy(() -> new LookUpSchedule(Duration.ZERO, 1.5, Duration.ofMinutes(2)))
                .hasMessage("first look-up after PT0S: expected more than nothing");
        assertThatThrownBy(() -> new LookUpSchedule(Duration.ofSeconds(1), 0.5, Duration.ofMinutes(2)))
                .hasMessage("factor 0.5: expected 1 or more");
        assertThatThrownBy(() -> new LookUpSchedule(Duration.ofMinutes(3), 1, Duration.ofMinutes(2)))
                .hasMessage("longest wait PT2M: expected at least the first, PT3M");
    }
}
