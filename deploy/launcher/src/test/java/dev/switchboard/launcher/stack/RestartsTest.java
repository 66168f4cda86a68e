package dev.switchboard.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartsTest {

    private final Restarts restarts = new Restarts();

    @Test
    void allowsThreeAMinute() {
        assertThat(restarts.allow(Replica.first(Part.NOTIFIER), at(0))).isTrue();
        assertThat(restarts.allow(Replica.first(Part.NOTIFIER), at(1))).isTrue();
        assertThat(restarts.allow(Replica.first(Part.NOTIFIER), at(2))).isTrue();
        assertThat(restarts.allow(Replica.first(Part.NOTIFIER), at(3))).isFalse();
    }

    @Test
    void forgetsAfterAMinute() {
        for (int second : new int[] {0, 30, 65, 100, 140, 200}) {
            assertThat(restarts.allow(Replica.first(Part.NOTIFIER), at(second))).isTrue();
        }
    }

    @Test
    void countsEachPartByItself() {
        for (Part service : Part.SERVICES) {
            assertThat(restarts.allow(Replica.first(service), at(0))).isTrue();
        }
    }

    @Test
    void countsEachReplicaByItself() {
        for (Replica replica : Replica.of(Part.NOTIFIER, 10)) {
            assertThat(restarts.allow(replica, at(0))).isTrue();
        }
    }

    private static long at(int second) {
        return Duration.ofSeconds(second).toNanos();
    }
}
