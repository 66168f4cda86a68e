package dev.switchboard.simulator.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final Instant NOON = Instant.parse("2026-03-02T18:00:00Z");

    private final Ledger ledger = new Ledger();

    private static Ledger.Entry callTo(String number, int startSecond) {
        Instant start = NOON.plusSeconds(startSecond);
        return new Ledger.Entry(number, "+13125550001", 1, start, start, "a", Map.of(), Via.DIAL, null, null);
    }

    private Ledger.Entry start(String number, int second) {
        Ledger.Entry entry = callTo(number, second);
        ledger.started(entry);
        return entry;
    }

    private void end(Ledger.Entry entry, int second) {
        ledger.ended(entry, NOON.plusSeconds(second), "completed");
    }

    @Test
    void countsThePeak() {
        Ledger.Entry first = start("+1", 0);
        start("+2", 1);
        end(first, 2);
        start("+3", 2);
        assertThat(ledger.peakConcurrent()).isEqualTo(2);
        assertThat(ledger.active()).isEqualTo(2);
    }

    @Test
    void countsPairsOfOverlappingCallsToOneNumber() {
        Ledger.Entry first = start("+1", 0);
        Ledger.Entry second = start("+1", 1);
        start("+1", 2);
        assertThat(ledger.duplicates()).isEqualTo(3);
        end(first, 3);
        end(second, 3);
        start("+1", 4);
        assertThat(ledger.duplicates()).isEqualTo(4);
    }

    @Test
    void countsNoPairForCallsOneAfterTheOther() {
        end(start("+1", 0), 10);
        end(start("+1", 10), 20);
        assertThat(ledger.duplicates()).isZero();
        assertThat(ledger.calls()).hasSize(2);
    }

    @Test
    void restoresPeakAndDuplicatesFromCallsInAnyOrder() {
        // Given two calls to one number that overlap, one that follows at the same second, and one still running
        Ledger.Entry first = callTo("+1", 0);
        first.endedAt = NOON.plusSeconds(10);
        Ledger.Entry overlapping = callTo("+1", 5);
        overlapping.endedAt = NOON.plusSeconds(10);
        Ledger.Entry following = callTo("+1", 10);
        following.endedAt = NOON.plusSeconds(20);
        Ledger.Entry running = callTo("+2", 6);

        // When
        ledger.restore(List.of(running, following, overlapping, first));

        // Then
        assertThat(ledger.peakConcurrent()).isEqualTo(3);
        assertThat(ledger.duplicates()).isEqualTo(1);
        assertThat(ledger.active()).isEqualTo(1);
    }
}
