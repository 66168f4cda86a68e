package dev.switchboard.mission.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TimetableTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Timetable.Hours ALWAYS = Optional::of;

    @Test
    void slotsAreFilledAndFilledAgain() {
        Timetable.Times times = timetable(2, false).of(Collections.nCopies(4, ALWAYS), NOON);

        assertThat(times.firstCalls())
                .containsExactly(
                        Optional.of(NOON),
                        Optional.of(NOON.plusSeconds(1)),
                        Optional.of(NOON.plusSeconds(120)),
                        Optional.of(NOON.plusSeconds(121)));
        assertThat(times.end()).isEqualTo(NOON.plusSeconds(241));
    }

    @Test
    void oneByOneWaitsForTheWindowOfTheNext() {
        Timetable.Times times = timetable(9, true).of(List.of(ALWAYS, opensAt(3600), ALWAYS), NOON);

        assertThat(times.firstCalls())
                .containsExactly(
                        Optional.of(NOON), Optional.of(NOON.plusSeconds(3600)), Optional.of(NOON.plusSeconds(3720)));
    }

    @Test
    void aClosedWindowLetsOthersGoFirstAndOneThatNeverOpensIsLeftOut() {
        Timetable.Hours never = from -> Optional.empty();

        Timetable.Times times = timetable(1, false).of(List.of(opensAt(600), never, ALWAYS), NOON);

        assertThat(times.firstCalls())
                .containsExactly(Optional.of(NOON.plusSeconds(600)), Optional.empty(), Optional.of(NOON));
    }

    @Property
    void neverMoreCallsAtOnceThanSlotsAndNoneOutsideItsHours(
            @ForAll @Size(max = 30) List<@IntRange(max = 7200) Integer> openings,
            @ForAll @IntRange(min = 1, max = 5) int slots) {
        List<Timetable.Hours> hours = new ArrayList<>();
        openings.forEach(opening -> hours.add(opensAt(opening)));

        List<Optional<Instant>> times = timetable(slots, false).of(hours, NOON).firstCalls();

        for (int index = 0; index < times.size(); index++) {
            Instant start = times.get(index).orElseThrow();
            assertThat(start).isAfterOrEqualTo(NOON.plusSeconds(openings.get(index)));
            long atOnce = times.stream()
                    .map(Optional::orElseThrow)
                    .filter(other -> !other.isAfter(start) && start.isBefore(other.plusSeconds(120)))
                    .count();
            assertThat(atOnce).isLessThanOrEqualTo(slots);
        }
    }

    private static Timetable timetable(int slots, boolean oneByOne) {
        return new Timetable(slots, 1, Duration.ofSeconds(120), oneByOne);
    }

    private static Timetable.Hours opensAt(int secs) {
        Instant opening = NOON.plusSeconds(secs);
        return from -> Optional.of(from.isBefore(opening) ? opening : from);
    }
}
