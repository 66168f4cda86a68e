package dev.switchboard.mission.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {

    @ParameterizedTest
    @CsvSource({
        "90s, 2026-03-06T16:01:30Z",
        "15m, 2026-03-06T16:15:00Z",
        "2h, 2026-03-06T18:00:00Z",
        "1d, 2026-03-07T16:00:00Z",
        "1bd, 2026-03-09T16:00:00Z",
        "6bd, 2026-03-16T16:00:00Z",
        "2026-04-01T08:00:00Z, 2026-04-01T08:00:00Z",
        "2026-04-01T08:00:00-05:00, 2026-04-01T13:00:00Z"
    })
    void isAnInstantOrCountsFromTheCreation(String text, Instant due) {
        Instant fridayAfternoon = Instant.parse("2026-03-06T16:00:00Z");

        assertThat(new Deadline(text).of(fridayAfternoon)).isEqualTo(due);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "0m",
                "-1h",
                "1.5h",
                "1w",
                "2026-04-01",
                "2026-04-01T08:00:00",
                "1 h",
                "9999999m",
                "0000-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z"
            })
    void refusesAnythingElseByName(String text) {
        assertThat(Deadline.isDeadline(text)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Deadline(text))
                .withMessageContaining("'" + text + "'");
    }

    @Test
    void readsSeveralDurations() {
        assertThat(Durations.parts("30m then 2h")).containsExactly("30m", "2h");
        assertThat(Durations.parts("1bd")).isEqualTo(List.of("1bd"));
    }
}
