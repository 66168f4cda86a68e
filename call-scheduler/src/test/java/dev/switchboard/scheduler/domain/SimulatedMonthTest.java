package dev.switchboard.scheduler.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.calling.CallingHours;
import dev.switchboard.calling.OpeningHours;
import dev.switchboard.calling.Outcome;
import dev.switchboard.calling.Recipients;
import dev.switchboard.calling.RetryCell;
import dev.switchboard.calling.RetryTable;
import dev.switchboard.calling.Terms;
import dev.switchboard.calling.VoicemailMessage;
import dev.switchboard.calling.WaitingTime;
import dev.switchboard.scheduler.domain.SimulatedMonth.Person;
import dev.switchboard.scheduler.domain.SimulatedMonth.Ring;
import dev.switchboard.scheduler.domain.SimulatedMonth.Wish;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules for calling people, over a month of mixed missions on the same few people, in which clocks are changed. */
class SimulatedMonthTest {

    private static final List<ZoneId> ZONES = List.of(
                    "Pacific/Honolulu",
                    "America/Los_Angeles",
                    "America/Chicago",
                    "America/New_York",
                    "America/St_Johns",
                    "Europe/London",
                    "Asia/Kathmandu",
                    "Australia/Lord_Howe",
                    "Pacific/Auckland")
            .stream()
            .map(ZoneId::of)
            .toList();

    /** What a month looks like is drawn from the seed; jqwik draws the seed, and names it when a law is broken. */
    private record Month(List<Ring> rings, Map<UUID, Call> calls, Map<String, Instant> listedFrom) {

        static Month of(long seed) {
            Random chance = new Random(seed);
            Instant start = SimulatedMonth.STARTS.get((int) Math.floorMod(seed, 2L));
            List<Person> people = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                people.add(person(i, chance));
            }
            Map<String, Instant> listedFrom = new HashMap<>();
            people.stream()
                    .filter(person -> chance.nextInt(4) == 0)
                    .forEach(person ->
                            listedFrom.put(person.phone(), start.plusSeconds(chance.nextInt(20 * 24 * 3600))));
            List<Wish> wishes = new ArrayList<>();
            for (int mission = 0; mission < 6; mission++) {
                wishes.addAll(mission(new UUID(1, mission), people, start, chance));
            }
            SimulatedMonth month = new SimulatedMonth(start, wishes, listedFrom, 1 + chance.nextInt(4), seed);
            return new Month(month.play(), month.calls(), listedFrom);
        }

        private static Person person(int index, Random chance) {
            ZoneId one = ZONES.get(chance.nextInt(ZONES.size()));
            ZoneId other = ZONES.get(chance.nextInt(ZONES.size()));
            return new Person(
                    "+1312555010" + index,
                    chance.nextInt(3) == 0 && !one.equals(other) ? List.of(one, other) : List.of(one));
        }

        private static List<Wish> mission(UUID runId, List<Person> people, Instant start, Random chance) {
            Recipients recipients = Recipients.values()[chance.nextInt(Recipients.values().length)];
            Optional<OpeningHours> window = chance.nextInt(3) > 0 ? Optional.empty() : Optional.of(window(chance));
            VoicemailMessage message = VoicemailMessage.values()[chance.nextInt(3)];
            RetryTable retries = chance.nextBoolean() ? recipients.retries() : overridden(recipients, chance);
            Instant begins = start.plusSeconds(chance.nextInt(25 * 24 * 3600));
            Optional<Instant> deadline = chance.nextBoolean()
                    ? Optional.empty()
                    : Optional.of(begins.plus(Duration.ofHours(1 + chance.nextInt(200))));
            return people.stream()
                    .filter(person -> chance.nextInt(3) > 0)
                    .map(person -> new Wish(
                            runId,
                            person,
                            new Terms(
                                    recipients,
                                    retries,
                                    CallingHours.forCall(recipients, window, Optional.empty(), person.zones()),
                                    person.zones(),
                                    deadline,
                                    true,
                                    message),
                            begins))
                    .toList();
        }

        private static OpeningHours window(Random chance) {
            Set<DayOfWeek> days = new HashSet<>();
            while (days.isEmpty()) {
                for (DayOfWeek day : DayOfWeek.values()) {
                    if (chance.nextBoolean()) {
                        days.add(day);
                    }
                }
            }
            return new OpeningHours(days, LocalTime.of(chance.nextInt(24), 30), LocalTime.of(chance.nextInt(24), 0));
        }

        private static RetryTable overridden(Recipients recipients, Random chance) {
            Map<Outcome, RetryCell> cells = new EnumMap<>(Outcome.class);
            cells.put(Outcome.VOICEMAIL, new RetryCell(chance.nextInt(4), List.of(WaitingTime.parse("2h"))));
            cells.put(Outcome.NO_ANSWER, new RetryCell(chance.nextInt(4), List.of(WaitingTime.parse("20m"))));
            cells.put(Outcome.EMPTY_INSIGHT, new RetryCell(chance.nextInt(4), List.of(WaitingTime.parse("5m"))));
            return recipients.retries().with(cells);
        }
    }

    @Property(tries = 300)
    void nobodysPhoneRingsOutsideTheirWindowOrAtNight(@ForAll long seed) {
        Month.of(seed).rings().forEach(ring -> {
            assertThat(ring.wish().terms().hours().isOpen(ring.at())).isTrue();
            if (ring.wish().terms().recipients().arePeople()) {
                ring.wish()
                        .person()
                        .zones()
                        .forEach(zone -> assertThat(SimulatedMonth.isNight(ring.at(), zone))
                                .isFalse());
            }
        });
    }

    /** Else the laws below would say nothing about the nights in which clocks are changed. */
    @ParameterizedTest
    @CsvSource({
        "America/Chicago, 2026-11-01",
        "Europe/London, 2026-10-25",
        "America/Chicago, 2026-03-08",
        "Europe/London, 2026-03-29",
        "Australia/Lord_Howe, 2026-10-04",
    })
    void somebodysPhoneRingsOnTheDayOnWhichClocksAreChanged(ZoneId zone, LocalDate day) {
        assertThat(LongStream.range(0, 400)
                        .mapToObj(Month::of)
                        .flatMap(month -> month.rings().stream())
                        .filter(ring -> ring.wish().person().zones().contains(zone))
                        .anyMatch(ring -> LocalDate.ofInstant(ring.at(), zone).equals(day)))
                .isTrue();
    }

    @Property(tries = 300)
    void nobodyOnTheListIsCalled(@ForAll long seed) {
        Month month = Month.of(seed);

        month.rings().forEach(ring -> {
            Instant listed = month.listedFrom().get(ring.wish().person().phone());
            if (listed != null) {
                assertThat(ring.decidedAt()).isBefore(listed);
                assertThat(ring.at()).isBeforeOrEqualTo(listed.plusSeconds(2));
            }
        });
    }

    @Property(tries = 300)
    void nobodyGetsTwoVoicemailMessages(@ForAll long seed) {
        Map<String, Integer> messages = new HashMap<>();
        Month.of(seed).rings().stream()
                .filter(ring -> ring.wish().terms().recipients().arePeople())
                .filter(Ring::message)
                .forEach(ring -> messages.merge(ring.wish().person().phone(), 1, Integer::sum));

        assertThat(messages.values()).allMatch(count -> count == 1);
    }

    @Property(tries = 300)
    void aProfessionalIsNotCalledAgainOnADayOnWhichTheyWereReached(@ForAll long seed) {
        List<Ring> rings = Month.of(seed).rings();
        for (Ring later : rings) {
            if (later.wish().terms().recipients() == Recipients.PROFESSIONAL) {
                rings.stream()
                        .filter(earlier ->
                                earlier.wish().person().equals(later.wish().person()))
                        .filter(earlier -> earlier.until().isBefore(later.at()))
                        .filter(earlier -> wasReached(earlier.outcome()))
                        .forEach(earlier -> later.wish()
                                .person()
                                .zones()
                                .forEach(zone -> assertThat(LocalDate.ofInstant(later.at(), zone))
                                        .isNotEqualTo(LocalDate.ofInstant(earlier.until(), zone))));
            }
        }
    }

    private static boolean wasReached(Outcome outcome) {
        return outcome == Outcome.COMPLETED || outcome == Outcome.VOICEMAIL || outcome == Outcome.EMPTY_INSIGHT;
    }

    @Property(tries = 300)
    void noCallGoesBeyondItsTableAndNoPhoneRingsTwiceAtOnce(@ForAll long seed) {
        Month month = Month.of(seed);
        Map<Wish, Map<Outcome, Integer>> endings = new HashMap<>();
        for (Ring ring : month.rings()) {
            endings.computeIfAbsent(ring.wish(), wish -> new EnumMap<>(Outcome.class))
                    .merge(ring.outcome().retriedAs(), 1, Integer::sum);
            month.rings().stream()
                    .filter(other -> other != ring
                            && other.wish().person().equals(ring.wish().person()))
                    .forEach(other -> assertThat(other.at().isBefore(ring.until())
                                    && ring.at().isBefore(other.until()))
                            .isFalse());
        }
        // The last ending of a call is the one that nothing follows.
        endings.forEach((wish, byOutcome) -> byOutcome.forEach((outcome, count) -> assertThat(count)
                .isLessThanOrEqualTo(1 + wish.terms().retries().cell(outcome).max())));
    }

    @Property(tries = 300)
    void everyCallComesToAnEndOrStillHasAnOpeningAhead(@ForAll long seed) {
        Month.of(seed)
                .calls()
                .values()
                .forEach(call -> assertThat(call.state().isFinal() || call.state() == CallState.QUEUED)
                        .as("call is %s", call.state())
                        .isTrue());
    }
}
