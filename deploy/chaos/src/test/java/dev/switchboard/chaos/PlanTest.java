package dev.switchboard.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.launcher.stack.Part;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final Duration MINUTES = Duration.ofMinutes(3);

    private static Plan plan(long seed, int calls) {
        return Plan.of(new Settings(seed, 20, MINUTES, calls, 60, 20, true, 1, List.of()));
    }

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(plan(7, 300)).isEqualTo(plan(7, 300));
    }

    @Test
    void isAnotherForAnotherSeed() {
        Plan plan = plan(7, 300);
        Plan other = plan(8, 300);

        assertThat(plan.kills()).isNotEqualTo(other.kills());
        assertThat(plan.script()).isNotEqualTo(other.script());
    }

    @Test
    void hasEveryClassAndEveryWayOfPlacing() {
        Set<String> kinds =
                plan(7, 100).missions().stream().map(PlannedMission::kind).collect(Collectors.toSet());

        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        "sweep",
                        "screening",
                        "negotiation",
                        "rounds",
                        "action",
                        "sweep by call_control",
                        "sweep by texml",
                        "sweep by sms_chat");
    }

    @Test
    void callsNoPhoneInTwoMissionsAndScriptsEach() {
        Plan plan = plan(7, 6_000);
        List<String> phones = plan.missions().stream()
                .flatMap(mission -> mission.phones().stream())
                .toList();

        assertThat(phones).hasSizeBetween(4_000, 5_000).doesNotHaveDuplicates();
        assertThat(plan.script().path("numbers").properties()).hasSameSizeAs(phones);
        assertThat(phones).containsAll(plan.suppressed());
        assertThat(plan.suppressed()).isNotEmpty();
    }

    @Test
    void killsEveryPartThatIsOursAndNoneTooOften() {
        int most = Kill.most(MINUTES);
        List<Kill> kills = Kill.plan(3, most, MINUTES);

        assertThat(kills).hasSize(most);
        assertThat(kills.stream().map(Kill::part).collect(Collectors.toSet()))
                .isEqualTo(new HashSet<>(Kill.VICTIMS))
                .doesNotContain(Part.SIMULATOR);
        for (Part part : Kill.VICTIMS) {
            List<Duration> own = kills.stream()
                    .filter(kill -> kill.part() == part)
                    .map(Kill::after)
                    .toList();
            for (int i = 1; i < own.size(); i++) {
                assertThat(own.get(i).minus(own.get(i - 1))).isGreaterThanOrEqualTo(Kill.BETWEEN);
            }
        }
        assertThat(kills).allMatch(kill -> kill.after().compareTo(MINUTES) <= 0);
    }
}
