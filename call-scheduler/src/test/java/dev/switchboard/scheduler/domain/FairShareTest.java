package dev.switchboard.scheduler.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FairShareTest {

    private static final Instant NOW = Instant.parse("2026-03-02T16:00:00Z");
    private static final UUID BIG = new UUID(0, 1);
    private static final UUID SMALL = new UUID(0, 2);

    private int calls;

    private Candidate candidate(UUID run, int priority, RunCaps caps) {
        calls++;
        return new Candidate(new UUID(1, calls), run, 0, "+1312555" + (1000 + calls), priority, NOW, calls, caps);
    }

    private static RunCaps atMost(int calls) {
        return new RunCaps(Optional.of(calls), Optional.empty());
    }

    @Test
    void theRunWithTheFewestLiveAttemptsIsNext() {
        List<Candidate> waiting = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            waiting.add(candidate(BIG, 5, RunCaps.NONE));
        }
        waiting.add(candidate(SMALL, 0, RunCaps.NONE));
        waiting.add(candidate(SMALL, 0, RunCaps.NONE));

        FairShare.Choice choice = FairShare.choose(waiting, List.of(new Load.Placed(BIG, true, NOW)), 3, NOW);

        assertThat(choice.chosen()).extracting(Candidate::runId).containsExactly(SMALL, BIG, SMALL);
    }

    @Test
    void withinARunPriorityComesFirst() {
        Candidate later = candidate(BIG, 0, RunCaps.NONE);
        Candidate sooner = candidate(BIG, 9, RunCaps.NONE);

        assertThat(FairShare.choose(List.of(later, sooner), List.of(), 1, NOW).chosen())
                .containsExactly(sooner);
    }

    @Test
    void aRunWithAHigherPriorityGoesBeforeOthers() {
        Candidate urgent = new Candidate(new UUID(1, 1), BIG, 1, "+13125550001", 0, NOW, 1, RunCaps.NONE);
        Candidate other = candidate(SMALL, 9, RunCaps.NONE);

        FairShare.Choice choice =
                FairShare.choose(List.of(other, urgent), List.of(new Load.Placed(BIG, true, NOW)), 2, NOW);

        assertThat(choice.chosen()).containsExactly(urgent, other);
    }

    /** However many calls each has waiting, and whoever was there first. */
    @Property
    void runsOfEqualPriorityShareTheSlotsAboutEqually(
            @ForAll @IntRange(min = 1, max = 60) int ofBig,
            @ForAll @IntRange(min = 1, max = 60) int ofSmall,
            @ForAll @IntRange(min = 1, max = 12) int slots,
            @ForAll @Size(max = 30) List<@IntRange(max = 11) Integer> endings) {
        List<Candidate> waiting = new ArrayList<>();
        for (int i = 0; i < ofBig; i++) {
            waiting.add(candidate(BIG, 0, RunCaps.NONE));
        }
        for (int i = 0; i < ofSmall; i++) {
            waiting.add(candidate(SMALL, 0, RunCaps.NONE));
        }
        List<Load.Placed> live = new ArrayList<>();
        fill(waiting, live, slots);
        for (int ending : endings) {
            if (!live.isEmpty()) {
                live.remove(ending % live.size());
            }
            fill(waiting, live, slots);

            assertThat(live.size() == slots || waiting.isEmpty()).isTrue();
        }
        // A run that has calls left is at most one call behind the other, once the slots were filled from empty.
        List<Load.Placed> refilled = new ArrayList<>();
        fill(waiting, refilled, slots);
        long big = refilled.stream().filter(one -> one.runId().equals(BIG)).count();
        long small = refilled.size() - big;
        boolean bothWait = waiting.stream().map(Candidate::runId).distinct().count() == 2;
        assertThat(!bothWait || Math.abs(big - small) <= 1).isTrue();
    }

    private static void fill(List<Candidate> waiting, List<Load.Placed> live, int slots) {
        List<Candidate> chosen =
                FairShare.choose(waiting, live, slots - live.size(), NOW).chosen();
        waiting.removeAll(chosen);
        chosen.forEach(one -> live.add(new Load.Placed(one.runId(), true, NOW)));
    }

    @Test
    void aRunsOwnRateIsKept() {
        RunCaps slow = new RunCaps(Optional.empty(), Optional.of(new DialRate(0.1)));
        List<Candidate> waiting = List.of(candidate(BIG, 0, slow), candidate(BIG, 0, slow));

        FairShare.Choice choice = FairShare.choose(waiting, List.of(), 2, NOW);

        assertThat(choice.chosen()).hasSize(1);
        assertThat(choice.nextAt()).contains(NOW.plusSeconds(11));
    }

    @Property
    void noCapIsExceededAndNoNumberIsCalledTwice(
            @ForAll @Size(max = 40) List<@IntRange(max = 3) Integer> runs,
            @ForAll @IntRange(max = 12) int free,
            @ForAll @IntRange(min = 1, max = 4) int cap,
            @ForAll @Size(max = 6) List<@IntRange(max = 3) Integer> running) {
        List<Candidate> waiting = runs.stream()
                .map(run -> new Candidate(
                        UUID.randomUUID(), new UUID(0, run), 0, "+" + (runs.size() % 7 + run), 0, NOW, 1, atMost(cap)))
                .toList();
        List<Load.Placed> load = running.stream()
                .map(run -> new Load.Placed(new UUID(0, run), true, NOW))
                .toList();

        List<Candidate> chosen = FairShare.choose(waiting, load, free, NOW).chosen();

        assertThat(chosen).hasSizeLessThanOrEqualTo(free);
        assertThat(new HashSet<>(chosen.stream().map(Candidate::phone).toList()))
                .hasSameSizeAs(chosen);
        Map<UUID, Integer> live = new HashMap<>();
        load.forEach(one -> live.merge(one.runId(), 1, Integer::sum));
        chosen.forEach(one -> {
            live.merge(one.runId(), 1, Integer::sum);
            assertThat(live.get(one.runId())).isLessThanOrEqualTo(cap);
        });
    }
}
