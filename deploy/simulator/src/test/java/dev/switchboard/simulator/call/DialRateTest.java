package dev.switchboard.simulator.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DialRateTest {

    private static final Instant NOON = Instant.parse("2026-03-02T18:00:00Z");

    private final DialRate rate = new DialRate();

    @Test
    void allowsABurstUpToFiveSecondsWorth() {
        for (int i = 0; i < 150; i++) {
            assertThat(rate.take(NOON, 30)).isTrue();
        }
        assertThat(rate.take(NOON, 30)).isFalse();
        assertThat(rate.remaining(NOON, 30)).isZero();
        assertThat(rate.secondsToReset(NOON.plusSeconds(2))).isEqualTo(3);
    }

    @Test
    void allowsAgainWhenTheOldestDialIsFiveSecondsOld() {
        for (int i = 0; i < 5; i++) {
            rate.take(NOON.plusSeconds(i), 1);
        }
        assertThat(rate.take(NOON.plusMillis(4_999), 1)).isFalse();
        assertThat(rate.take(NOON.plusSeconds(5), 1)).isTrue();
        assertThat(rate.take(NOON.plusSeconds(5), 1)).isFalse();
    }

    @Test
    void countsDialsThatWereAllowedEarlier() {
        for (int i = 0; i < 5; i++) {
            rate.count(NOON);
        }
        assertThat(rate.take(NOON.plusSeconds(1), 1)).isFalse();
    }
}
