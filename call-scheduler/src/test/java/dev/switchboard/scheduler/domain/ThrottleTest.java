package dev.switchboard.scheduler.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final Instant NOW = Instant.parse("2026-03-02T16:00:00Z");
    private static final Duration QUIET = Duration.ofSeconds(10);

    @Test
    void halvesAtEveryBurstOf429AndGrowsBackOneByOne() {
        Throttle halved = Throttle.open(10, NOW).throttled(NOW, NOW.plusSeconds(1), Optional.empty());

        assertThat(halved.effective()).isEqualTo(5);
        assertThat(halved.throttled(NOW.plusSeconds(1), NOW.plusSeconds(1), Optional.empty())
                        .effective())
                .isEqualTo(5);
        assertThat(halved.throttled(NOW.plusSeconds(2), NOW.plusSeconds(3), Optional.empty())
                        .effective())
                .isEqualTo(2);
        assertThat(halved.grown(NOW.plusSeconds(10), QUIET).effective()).isEqualTo(5);
        assertThat(halved.grown(NOW.plusSeconds(11), QUIET).effective()).isEqualTo(6);
        assertThat(halved.grown(NOW.plusSeconds(300), QUIET).effective()).isEqualTo(10);
    }

    @Test
    void obeysTheAdviceOf429() {
        Throttle held = Throttle.open(10, NOW).throttled(NOW, NOW, Optional.of(Duration.ofSeconds(30)));

        assertThat(held.isHeld(NOW.plusSeconds(29))).isTrue();
        assertThat(held.isHeld(NOW.plusSeconds(30))).isFalse();
        assertThat(held.throttled(NOW, NOW, Optional.of(Duration.ofSeconds(1))).isHeld(NOW.plusSeconds(29)))
                .isTrue();
    }

    @Test
    void waitsLongerTheLongerTelnyxIsAway() {
        Throttle throttle = Throttle.open(10, NOW);
        List<Long> waits = new ArrayList<>();
        Instant now = NOW;
        for (int i = 0; i < 8; i++) {
            throttle = throttle.unreachable(now, now);
            waits.add(Duration.between(now, throttle.heldUntil().orElseThrow()).toSeconds());
            now = throttle.heldUntil().orElseThrow();
        }
        assertThat(waits).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
        assertThat(throttle.reachable().failures()).isZero();
        assertThat(throttle.effective()).isEqualTo(10);
    }

    @Test
    void followsTheConfiguration() {
        assertThat(Throttle.open(10, NOW).under(20, NOW).effective()).isEqualTo(20);
        assertThat(Throttle.open(10, NOW).under(4, NOW).effective()).isEqualTo(4);
    }

    @Property
    void staysBetweenOneAndTheLimit(
            @ForAll @IntRange(min = 1, max = 100) int limit,
            @ForAll @Size(max = 40) List<@IntRange(max = 120) Integer> steps) {
        Throttle throttle = Throttle.open(limit, NOW);
        Instant now = NOW;
        for (int step : steps) {
            now = now.plusSeconds(step);
            throttle = step % 3 == 0 ? throttle.throttled(now, now, Optional.empty()) : throttle.grown(now, QUIET);
            assertThat(throttle.effective()).isBetween(1, limit);
        }
    }

    @Property(tries = 200)
    void noFiveSecondsHaveMoreDialsThanTheRateAllows(
            @ForAll @DoubleRange(min = 0.05, max = 40) double perSecond,
            @ForAll @Size(min = 1, max = 200) List<@IntRange(max = 900) Integer> pauses) {
        DialRate rate = new DialRate(perSecond);
        List<Instant> dials = new ArrayList<>();
        Instant now = NOW;
        for (int pause : pauses) {
            now = now.plusMillis(pause);
            int room = Math.min(5, rate.room(dials, now));
            for (int i = 0; i < room; i++) {
                dials.add(now);
            }
        }
        Duration window = Duration.ofMillis((long) (Math.max(5, 1 / perSecond) * 1000));
        for (Instant end : dials) {
            long inWindow = dials.stream()
                    .filter(dial -> dial.isAfter(end.minus(window)) && !dial.isAfter(end))
                    .count();
            assertThat(inWindow).isLessThanOrEqualTo(rate.most());
        }
    }

    @Test
    void saysWhenThereIsRoomAgain() {
        DialRate rate = new DialRate(0.5);
        List<Instant> dials = List.of(NOW, NOW.plusSeconds(1));

        assertThat(rate.freeAt(dials, NOW.plusSeconds(2))).contains(NOW.plusSeconds(6));
        assertThat(rate.room(dials, NOW.plusSeconds(6))).isEqualTo(1);
    }
}
