package dev.switchboard.calling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Openings against a scan of every minute that knows nothing of how they are found. */
class WindowLawsTest {

    private static final Instant YEAR_2026 = Instant.parse("2026-01-01T00:00:00Z");
    private static final long TWO_YEARS_OF_MINUTES = 2 * 365 * 24 * 60;
    private static final Duration HORIZON = Duration.ofDays(CallingHours.HORIZON_DAYS);

    /** A call: who, where they may be, the window asked for, and when it is asked for an opening. */
    record Case(Recipients recipients, List<ZoneId> zones, Optional<OpeningHours> window, Instant asked) {

        CallingHours hours() {
            return CallingHours.forCall(recipients, window, Optional.empty(), zones);
        }

        boolean mayRing(Instant at) {
            Optional<OpeningHours> applies = window.or(recipients::hours);
            return zones.stream().allMatch(zone -> {
                LocalDateTime local = LocalDateTime.ofInstant(at, zone);
                boolean byDay = !recipients.arePeople() || (local.getHour() >= 8 && local.getHour() < 21);
                return byDay && applies.map(hours -> within(hours, local)).orElse(true);
            });
        }

        private static boolean within(OpeningHours hours, LocalDateTime local) {
            return beganOn(local.toLocalDate(), hours, local)
                    || beganOn(local.toLocalDate().minusDays(1), hours, local);
        }

        private static boolean beganOn(LocalDate day, OpeningHours hours, LocalDateTime local) {
            LocalDateTime begin = day.atTime(hours.from());
            LocalDateTime end = hours.from().isBefore(hours.to())
                    ? day.atTime(hours.to())
                    : day.plusDays(1).atTime(hours.to());
            return hours.days().contains(day.getDayOfWeek()) && !local.isBefore(begin) && local.isBefore(end);
        }
    }

    @Property(tries = 400)
    void anOpeningIsTheFirstMinuteAtWhichThePhoneMayRing(@ForAll("cases") Case one) {
        Optional<Instant> opening = one.hours().nextOpening(one.asked(), Duration.ZERO);

        opening.ifPresent(at -> {
            assertThat(at).isAfterOrEqualTo(one.asked());
            assertThat(one.mayRing(at)).as("%s is an opening", at).isTrue();
        });
        Instant end = opening.orElse(one.asked().plus(HORIZON));
        for (Instant minute = one.asked().truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
                minute.isBefore(end);
                minute = minute.plusSeconds(60)) {
            assertThat(one.mayRing(minute)).as("%s before %s", minute, end).isFalse();
        }
        assertThat(one.mayRing(one.asked())).isEqualTo(opening.equals(Optional.of(one.asked())));
    }

    @Property(tries = 400)
    void aPersonIsNeverCalledBeforeEightOrFromNineInTheEvening(@ForAll("cases") Case one) {
        if (!one.recipients().arePeople()) {
            return;
        }
        one.hours()
                .nextOpening(one.asked(), Duration.ofMinutes(1))
                .ifPresent(at -> one.zones()
                        .forEach(zone -> assertThat(LocalTime.ofInstant(at, zone))
                                .isAfterOrEqualTo(LocalTime.of(8, 0))
                                .isBefore(LocalTime.of(21, 0))));
    }

    @Property(tries = 200)
    void theMarginIsKeptAndNoEarlierMinuteKeepsIt(@ForAll("cases") Case one) {
        Duration margin = Duration.ofMinutes(5);
        Optional<Instant> opening = one.hours().nextOpening(one.asked(), margin);

        opening.ifPresent(at ->
                assertThat(one.mayRing(at) && one.mayRing(at.plus(margin))).isTrue());
        Instant end = opening.orElse(one.asked().plus(HORIZON));
        for (Instant minute = one.asked().truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
                minute.isBefore(end);
                minute = minute.plusSeconds(60)) {
            assertThat(one.mayRing(minute) && one.mayRing(minute.plus(margin)))
                    .as("%s before %s", minute, end)
                    .isFalse();
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        return zones().flatMap(zones -> Combinators.combine(
                        Arbitraries.of(Recipients.class),
                        window(),
                        Arbitraries.oneOf(anyTime(), nearAClockChange(zones)))
                .as((recipients, window, asked) -> new Case(recipients, zones, window, asked)));
    }

    private static Arbitrary<List<ZoneId>> zones() {
        return Arbitraries.of(
                        "Pacific/Honolulu",
                        "America/Anchorage",
                        "America/Los_Angeles",
                        "America/Phoenix",
                        "America/Chicago",
                        "America/New_York",
                        "America/St_Johns",
                        "America/Santiago",
                        "Europe/London",
                        "Europe/Berlin",
                        "Africa/Casablanca",
                        "Asia/Kathmandu",
                        "Asia/Tokyo",
                        "Australia/Lord_Howe",
                        "Pacific/Auckland",
                        "Pacific/Chatham")
                .map(ZoneId::of)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .uniqueElements();
    }

    private static Arbitrary<Optional<OpeningHours>> window() {
        Arbitrary<LocalTime> times =
                Arbitraries.integers().between(0, 24 * 12 - 1).map(step -> LocalTime.ofSecondOfDay(step * 300L));
        Arbitrary<Set<DayOfWeek>> days =
                Arbitraries.of(DayOfWeek.class).set().ofMinSize(1).ofMaxSize(7);
        return Combinators.combine(days, times, times).as(OpeningHours::new).optional(0.8);
    }

    private static Arbitrary<Instant> anyTime() {
        return Arbitraries.longs().between(0, TWO_YEARS_OF_MINUTES * 60).map(YEAR_2026::plusSeconds);
    }

    /** Within a day and a half of a change of the clocks in one of the zones, if there is one. */
    private static Arbitrary<Instant> nearAClockChange(List<ZoneId> zones) {
        return Combinators.combine(
                        Arbitraries.of(zones), anyTime(), Arbitraries.longs().between(-36 * 60, 36 * 60))
                .as((zone, time, minutes) -> {
                    ZoneOffsetTransition change = zone.getRules().nextTransition(time);
                    return change == null ? time : change.getInstant().plusSeconds(minutes * 60);
                });
    }

    @Property
    void whoWasReachedIsLeftAloneUntilTomorrowInEveryPossibleZone(
            @ForAll("cases") Case one, @ForAll @LongRange(max = 200_000) long later) {
        Terms terms = new Terms(
                Recipients.PROFESSIONAL,
                Recipients.PROFESSIONAL.retries(),
                one.hours(),
                one.zones(),
                Optional.empty(),
                false,
                VoicemailMessage.NONE);
        Instant wanted = one.asked().plusSeconds(later);

        Instant earliest = terms.leavingAlone(Optional.of(one.asked()), wanted);

        assertThat(earliest).isAfterOrEqualTo(wanted);
        one.zones()
                .forEach(zone -> assertThat(LocalDate.ofInstant(earliest, zone))
                        .isAfter(LocalDate.ofInstant(one.asked(), zone)));
    }
}
