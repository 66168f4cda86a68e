package dev.switchboard.simulator.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimersTest {

    private static final Instant NOON = Instant.parse("2026-03-02T18:00:00Z");

    private final Timers timers = new Timers();
    private final List<String> ran = new ArrayList<>();

    @Test
    void runsInOrderOfTimeWithTheInstantThatWasDue() {
        timers.at(NOON.plusSeconds(2), due -> ran.add("second " + due));
        timers.at(NOON.plusSeconds(1), due -> ran.add("first " + due));
        timers.runUntil(NOON.plusSeconds(10));
        assertThat(ran).containsExactly("first 2026-03-02T18:00:01Z", "second 2026-03-02T18:00:02Z");
    }

    @Test
    void endsBeforeItStartsWithinOneInstant() {
        timers.at(NOON, due -> ran.add("starts"));
        timers.endAt(NOON, due -> ran.add("ends"));
        timers.runUntil(NOON);
        assertThat(ran).containsExactly("ends", "starts");
    }

    @Test
    void runsWhatATaskAdds() {
        timers.at(NOON, due -> timers.at(due.plusSeconds(1), later -> ran.add("added")));
        timers.at(NOON.plusSeconds(2), due -> ran.add("later"));
        timers.runUntil(NOON.plusSeconds(2));
        assertThat(ran).containsExactly("added", "later");
    }

    @Test
    void leavesTheFutureAlone() {
        timers.at(NOON.plusSeconds(1), due -> ran.add("early"));
        timers.runUntil(NOON);
        assertThat(ran).isEmpty();
        assertThat(timers.next()).contains(NOON.plusSeconds(1));
    }
}
