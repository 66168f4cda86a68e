package dev.switchboard.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a mission may change in the tables, and the time of day of a second try. */
class OverridesTest {

    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

    private static Terms terms(RetryTable retries) {
        List<ZoneId> zones = List.of(CHICAGO);
        CallingHours hours = CallingHours.forCall(Recipients.SERVICE, Optional.empty(), Optional.empty(), zones);
        return new Terms(Recipients.SERVICE, retries, hours, zones, Optional.empty(), true, VoicemailMessage.NONE);
    }

    private static TimesOfDay inVainAt(String... times) {
        TimesOfDay inVain = TimesOfDay.NONE;
        for (String time : times) {
            inVain = inVain.and(Instant.parse(time), CHICAGO);
        }
        return inVain;
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"NO_ANSWER", "BUSY", "FAILED", "VOICEMAIL", "EMPTY_INSIGHT"})
    void everyCellOfEveryTableMayBeOverriddenByHalves(Outcome row) {
        for (Recipients recipients : Recipients.values()) {
            RetryCell cell = recipients.retries().cell(row);

            RetryCell more = cell.overriddenBy(Optional.of(7), List.of());
            RetryCell later = cell.overriddenBy(Optional.empty(), List.of("3h", "1bd"));

            assertThat(more.max()).isEqualTo(7);
            assertThat(more.after()).isEqualTo(cell.after()).isNotEmpty();
            assertThat(later.max()).isEqualTo(cell.max());
            assertThat(later.after()).containsExactly(WaitingTime.parse("3h"), WaitingTime.parse("1bd"));
        }
    }

    @Test
    void anOverrideThatMakesNoSenseIsNamed() {
        RetryCell cell = Recipients.SERVICE.retries().cell(Outcome.BUSY);

        assertThatThrownBy(() -> cell.overriddenBy(Optional.of(-1), List.of())).hasMessageContaining("-1");
        assertThatThrownBy(() -> cell.overriddenBy(Optional.empty(), List.of("5 minutes")))
                .hasMessageContaining("5 minutes");
    }

    @Test
    void nobodyAnswersTwiceInTheMorningSoItIsTriedInTheAfternoon() {
        // 09:30 and 10:00 were in vain; two hours later it is still morning.
        Instant noon = Instant.parse("2026-03-02T18:00:00Z");

        assertThat(terms(Recipients.SERVICE.retries())
                        .nextOpening(
                                noon.minusSeconds(600),
                                Duration.ofMinutes(1),
                                Outcome.NO_ANSWER,
                                inVainAt("2026-03-02T15:30:00Z", "2026-03-02T16:00:00Z")))
                .contains(noon);
    }

    @Test
    void anAfternoonInVainLeadsToTheNextMorning() {
        assertThat(terms(Recipients.SERVICE.retries())
                        .nextOpening(
                                Instant.parse("2026-03-02T21:30:00Z"),
                                Duration.ofMinutes(1),
                                Outcome.NO_ANSWER,
                                inVainAt("2026-03-02T18:30:00Z", "2026-03-02T19:00:00Z")))
                .contains(Instant.parse("2026-03-03T15:00:00Z"));
    }

    @Test
    void whereEveryTimeOfDayWasInVainTheFirstOpeningIsTaken() {
        Instant now = Instant.parse("2026-03-02T20:00:00Z");

        assertThat(terms(Recipients.SERVICE.retries())
                        .nextOpening(
                                now,
                                Duration.ofMinutes(1),
                                Outcome.NO_ANSWER,
                                inVainAt(
                                        "2026-03-02T15:30:00Z",
                                        "2026-03-02T16:00:00Z",
                                        "2026-03-02T18:30:00Z",
                                        "2026-03-02T19:00:00Z")))
                .contains(now);
    }

    @Test
    void aMissionThatSaysWhenIsNotGivenAnotherTimeOfDay() {
        RetryTable own = Recipients.SERVICE
                .retries()
                .with(Map.of(
                        Outcome.NO_ANSWER,
                        Recipients.SERVICE
                                .retries()
                                .cell(Outcome.NO_ANSWER)
                                .overriddenBy(Optional.empty(), List.of("10m"))));
        Instant tenThirty = Instant.parse("2026-03-02T16:30:00Z");

        assertThat(terms(own)
                        .nextOpening(
                                tenThirty,
                                Duration.ofMinutes(1),
                                Outcome.NO_ANSWER,
                                inVainAt("2026-03-02T15:30:00Z", "2026-03-02T16:00:00Z")))
                .contains(tenThirty);
    }

    @Test
    void aBusinessDayIsCountedInTheRecipientsZone() {
        // Friday evening in Honolulu, Saturday already in UTC.
        Instant friday = Instant.parse("2026-03-07T03:00:00Z");

        Instant next = WaitingTime.parse("1bd").after(friday, ZoneId.of("Pacific/Honolulu"));

        assertThat(next).isEqualTo(Instant.parse("2026-03-10T03:00:00Z"));
        assertThat(LocalTime.ofInstant(next, ZoneId.of("Pacific/Honolulu"))).isEqualTo(LocalTime.of(17, 0));
    }
}
