package dev.switchboard.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTableTest {

    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final Instant FRIDAY_10 = Instant.parse("2026-03-06T16:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "AUTOMATED, NO_ANSWER, 0, 15m",
        "AUTOMATED, NO_ANSWER, 2, 15m",
        "AUTOMATED, NO_ANSWER, 3, -",
        "AUTOMATED, BUSY, 2, 10m",
        "AUTOMATED, BUSY, 3, -",
        "AUTOMATED, FAILED, 1, 5m",
        "AUTOMATED, FAILED, 2, -",
        "AUTOMATED, VOICEMAIL, 0, -",
        "AUTOMATED, EMPTY_INSIGHT, 1, 15m",
        "AUTOMATED, EMPTY_INSIGHT, 2, -",
        "SERVICE, NO_ANSWER, 0, 30m",
        "SERVICE, NO_ANSWER, 1, 2h",
        "SERVICE, NO_ANSWER, 2, 2h",
        "SERVICE, NO_ANSWER, 3, -",
        "SERVICE, BUSY, 0, 15m",
        "SERVICE, BUSY, 1, 30m",
        "SERVICE, BUSY, 2, 30m",
        "SERVICE, BUSY, 3, -",
        "SERVICE, FAILED, 1, 10m",
        "SERVICE, FAILED, 2, -",
        "SERVICE, CANCELED, 1, 10m",
        "SERVICE, CANCELED, 2, -",
        "SERVICE, VOICEMAIL, 0, 1bd",
        "SERVICE, VOICEMAIL, 1, -",
        "SERVICE, EMPTY_INSIGHT, 1, 1h",
        "SERVICE, EMPTY_INSIGHT, 2, -",
        "PROFESSIONAL, NO_ANSWER, 0, 1bd",
        "PROFESSIONAL, NO_ANSWER, 1, 2bd",
        "PROFESSIONAL, NO_ANSWER, 2, -",
        "PROFESSIONAL, BUSY, 0, 2h",
        "PROFESSIONAL, BUSY, 1, 4h",
        "PROFESSIONAL, BUSY, 2, -",
        "PROFESSIONAL, FAILED, 1, 10m",
        "PROFESSIONAL, FAILED, 2, -",
        "PROFESSIONAL, VOICEMAIL, 0, -",
        "PROFESSIONAL, EMPTY_INSIGHT, 0, 1bd",
        "PROFESSIONAL, EMPTY_INSIGHT, 1, -",
    })
    void waitsAsTheTableSays(Recipients recipients, Outcome outcome, int used, String wait) {
        RetryTable.Next next = recipients.retries().decide(outcome, FRIDAY_10, used, CHICAGO);

        if (wait.equals("-")) {
            assertThat(next).isInstanceOf(RetryTable.NoFurtherAttempt.class);
        } else {
            assertThat(next)
                    .isEqualTo(new RetryTable.RetryAt(WaitingTime.parse(wait).after(FRIDAY_10, CHICAGO)));
        }
    }

    @Test
    void aBusinessDayLeavesTheWeekendOut() {
        assertThat(WaitingTime.parse("1bd").after(FRIDAY_10, CHICAGO)).isEqualTo(Instant.parse("2026-03-09T15:00:00Z"));
        assertThat(WaitingTime.parse("2bd").after(FRIDAY_10, CHICAGO)).isEqualTo(Instant.parse("2026-03-10T15:00:00Z"));
    }

    @Test
    void aMissionMayReplaceSingleCells() {
        RetryTable table = Recipients.SERVICE
                .retries()
                .with(Map.of(Outcome.BUSY, new RetryCell(1, List.of(WaitingTime.parse("90s")))));

        assertThat(table.decide(Outcome.BUSY, FRIDAY_10, 0, CHICAGO))
                .isEqualTo(new RetryTable.RetryAt(FRIDAY_10.plusSeconds(90)));
        assertThat(table.decide(Outcome.BUSY, FRIDAY_10, 1, CHICAGO)).isInstanceOf(RetryTable.NoFurtherAttempt.class);
        assertThat(table.cell(Outcome.NO_ANSWER))
                .isEqualTo(Recipients.SERVICE.retries().cell(Outcome.NO_ANSWER));
    }

    @Test
    void refusesAWaitingTimeItCannotRead() {
        assertThatThrownBy(() -> WaitingTime.parse("soon"))
                .hasMessageContaining("'soon'")
                .hasMessageContaining("1bd");
        assertThatThrownBy(() -> new RetryCell(1, List.of())).hasMessageContaining("waiting time");
    }

    @Property
    void neverGoesBeyondTheTable(
            @ForAll Recipients recipients,
            @ForAll("tried") Outcome outcome,
            @ForAll @IntRange(max = 50) int used,
            @ForAll @IntRange(max = 10_000_000) int seconds) {
        Instant ended = FRIDAY_10.plusSeconds(seconds);
        RetryTable table = recipients.retries();

        RetryTable.Next next = table.decide(outcome, ended, used, CHICAGO);

        if (used >= table.cell(outcome).max()) {
            assertThat(next).isInstanceOf(RetryTable.NoFurtherAttempt.class);
        } else {
            assertThat(((RetryTable.RetryAt) next).at()).isAfter(ended).isBefore(ended.plus(Duration.ofDays(6)));
        }
    }

    @Provide
    Arbitrary<Outcome> tried() {
        return Arbitraries.of(Outcome.class).filter(outcome -> outcome != Outcome.COMPLETED);
    }
}
