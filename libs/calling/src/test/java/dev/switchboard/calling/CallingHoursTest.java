package dev.switchboard.calling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CallingHoursTest {

    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");
    private static final Set<DayOfWeek> ALL_DAYS = EnumSet.allOf(DayOfWeek.class);
    private static final long YEAR_2026 = 1_767_225_600L;
    private static final long TWO_YEARS = 63_072_000L;

    private static CallingHours of(Recipients recipients, ZoneId... zones) {
        return CallingHours.forCall(recipients, Optional.empty(), Optional.empty(), List.of(zones));
    }

    private static CallingHours requested(String from, String to, ZoneId... zones) {
        return CallingHours.forCall(
                Recipients.SERVICE,
                Optional.of(new OpeningHours(ALL_DAYS, LocalTime.parse(from), LocalTime.parse(to))),
                Optional.empty(),
                List.of(zones));
    }

    private static Optional<Instant> opening(CallingHours hours, String from) {
        return hours.nextOpening(Instant.parse(from), Duration.ZERO);
    }

    @Test
    void automatedLinesAreAlwaysOpen() {
        assertThat(opening(of(Recipients.AUTOMATED), "2026-03-01T03:00:00Z"))
                .contains(Instant.parse("2026-03-01T03:00:00Z"));
    }

    @Test
    void servicesOpenAtNineOfTheirOwnTime() {
        assertThat(opening(of(Recipients.SERVICE, CHICAGO), "2026-03-02T14:59:59Z"))
                .contains(Instant.parse("2026-03-02T15:00:00Z"));
        assertThat(opening(of(Recipients.SERVICE, CHICAGO), "2026-03-02T23:00:00Z"))
                .contains(Instant.parse("2026-03-03T15:00:00Z"));
    }

    @Test
    void professionalsHaveAWeekend() {
        assertThat(opening(of(Recipients.PROFESSIONAL, CHICAGO), "2026-03-06T23:00:00Z"))
                .contains(Instant.parse("2026-03-09T14:00:00Z"));
    }

    @Test
    void allPossibleZonesMustBeOpen() {
        assertThat(opening(of(Recipients.SERVICE, NEW_YORK, LOS_ANGELES), "2026-03-02T14:00:00Z"))
                .contains(Instant.parse("2026-03-02T17:00:00Z"));
        assertThat(opening(of(Recipients.SERVICE, NEW_YORK, LOS_ANGELES), "2026-03-02T22:00:00Z"))
                .contains(Instant.parse("2026-03-03T17:00:00Z"));
    }

    @Test
    void theBoundsOfTheDayHoldWhateverTheMissionSays() {
        assertThat(opening(requested("00:00", "00:00", CHICAGO), "2026-03-02T13:00:00Z"))
                .contains(Instant.parse("2026-03-02T14:00:00Z"));
        assertThat(opening(requested("22:00", "23:00", CHICAGO), "2026-03-02T13:00:00Z"))
                .isEmpty();
    }

    @Test
    void aWindowMayCrossMidnight() {
        CallingHours night = CallingHours.forCall(
                Recipients.AUTOMATED,
                Optional.of(new OpeningHours(Set.of(DayOfWeek.FRIDAY), LocalTime.of(22, 0), LocalTime.of(2, 0))),
                Optional.of(CHICAGO),
                List.of());

        assertThat(night.isOpen(Instant.parse("2026-03-07T07:59:00Z"))).isTrue();
        assertThat(night.isOpen(Instant.parse("2026-03-07T08:00:00Z"))).isFalse();
        assertThat(night.isOpen(Instant.parse("2026-03-06T07:00:00Z"))).isFalse();
        assertThat(opening(night, "2026-03-02T16:00:00Z")).contains(Instant.parse("2026-03-07T04:00:00Z"));
    }

    @Test
    void aWindowInTheGapOfAChangedClockOpensWithTheChange() {
        OpeningHours early = new OpeningHours(ALL_DAYS, LocalTime.of(2, 30), LocalTime.of(4, 0));
        CallingHours hours =
                CallingHours.forCall(Recipients.AUTOMATED, Optional.of(early), Optional.of(CHICAGO), List.of());

        // On 8 March 2026 the clocks of Chicago go from 02:00 to 03:00.
        assertThat(opening(hours, "2026-03-08T06:00:00Z")).contains(Instant.parse("2026-03-08T08:00:00Z"));
    }

    @Test
    void aPersonInAnUnknownZoneIsNeverCalled() {
        assertThat(opening(of(Recipients.SERVICE), "2026-03-02T16:00:00Z")).isEmpty();
    }

    @Test
    void aCallThatWouldBeginAtTheLastSecondWaits() {
        CallingHours hours = of(Recipients.SERVICE, CHICAGO);

        assertThat(hours.nextOpening(Instant.parse("2026-03-02T22:59:30Z"), Duration.ofMinutes(1)))
                .contains(Instant.parse("2026-03-03T15:00:00Z"));
    }

    @Property
    void anOpeningIsOpenInEveryZoneAndWithinTheBoundsOfTheDay(
            @ForAll Recipients recipients,
            @ForAll("zones") @Size(min = 1, max = 3) List<ZoneId> zones,
            @ForAll @LongRange(max = TWO_YEARS) long seconds,
            @ForAll("window") Optional<OpeningHours> window) {
        CallingHours hours = CallingHours.forCall(recipients, window, Optional.empty(), zones);
        Instant from = Instant.ofEpochSecond(YEAR_2026 + seconds);

        Optional<Instant> opening = hours.nextOpening(from, Duration.ZERO);

        opening.ifPresent(instant -> {
            assertThat(instant).isAfterOrEqualTo(from);
            Optional<OpeningHours> applies = window.or(recipients::hours);
            for (ZoneId zone : zones) {
                LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
                applies.ifPresent(open -> assertThat(open.isOpen(local)).isTrue());
                if (recipients.arePeople()) {
                    assertThat(local.getHour()).isBetween(8, 20);
                }
            }
        });
    }

    @Property(tries = 100)
    void thereIsNoEarlierOpening(
            @ForAll("zones") @Size(min = 1, max = 2) List<ZoneId> zones,
            @ForAll @LongRange(max = TWO_YEARS / 300) long fiveMinutes,
            @ForAll("window") Optional<OpeningHours> window) {
        CallingHours hours = CallingHours.forCall(Recipients.SERVICE, window, Optional.empty(), zones);
        Instant from = Instant.ofEpochSecond(YEAR_2026 + fiveMinutes * 300);
        Instant opening = hours.nextOpening(from, Duration.ZERO).orElse(from.plus(Duration.ofDays(4)));

        for (Instant at = from; at.isBefore(opening); at = at.plus(Duration.ofMinutes(5))) {
            assertThat(hours.isOpen(at)).as("%s before %s", at, opening).isFalse();
        }
    }

    @Property
    void aMarginIsKept(
            @ForAll("zones") @Size(min = 1, max = 2) List<ZoneId> zones,
            @ForAll @LongRange(max = TWO_YEARS) long seconds,
            @ForAll @IntRange(max = 600) int margin) {
        CallingHours hours = CallingHours.forCall(Recipients.SERVICE, Optional.empty(), Optional.empty(), zones);

        hours.nextOpening(Instant.ofEpochSecond(YEAR_2026 + seconds), Duration.ofSeconds(margin))
                .ifPresent(opening ->
                        assertThat(hours.isOpen(opening.plusSeconds(margin))).isTrue());
    }

    @Provide
    Arbitrary<List<ZoneId>> zones() {
        return Arbitraries.of(
                        "America/Chicago",
                        "America/New_York",
                        "America/Los_Angeles",
                        "America/St_Johns",
                        "Europe/Berlin",
                        "Europe/London",
                        "Asia/Kolkata",
                        "Australia/Lord_Howe",
                        "Pacific/Auckland")
                .map(ZoneId::of)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .uniqueElements();
    }

    @Provide
    Arbitrary<Optional<OpeningHours>> window() {
        Arbitrary<LocalTime> times =
                Arbitraries.integers().between(0, 287).map(step -> LocalTime.ofSecondOfDay(step * 300L));
        Arbitrary<Set<DayOfWeek>> days =
                Arbitraries.of(DayOfWeek.class).set().ofMinSize(1).ofMaxSize(7);
        return net.jqwik.api.Combinators.combine(days, times, times)
                .as(OpeningHours::new)
                .optional();
    }
}
