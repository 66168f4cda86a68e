package dev.switchboard.mission.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SpendingTest {

    private static final BigDecimal RESERVE = new BigDecimal("0.45");

    @Test
    void coversWhatTheCapLeavesAfterWhatIsSpentAndKeptBack() {
        assertThat(spending("0", "1.00").covered(0, RESERVE)).isEqualTo(2);
        assertThat(spending("0.09", "1.00").covered(1, RESERVE)).isEqualTo(1);
        assertThat(spending("0.10", "0.99").covered(1, RESERVE)).isZero();
        assertThat(spending("5", "1.00").covered(0, RESERVE)).isZero();
        assertThat(spending("0.55", "1.00").covered(0, RESERVE)).isEqualTo(1);
    }

    @Test
    void coversEverythingWithoutACap() {
        assertThat(Spending.UNBOUNDED.covered(1_000, RESERVE)).isEqualTo(Integer.MAX_VALUE);
        assertThat(Spending.UNBOUNDED.coversAll(1_000, RESERVE)).isTrue();
        assertThat(Spending.UNBOUNDED.usedUp()).isFalse();
    }

    /** Calls of any length up to what is reserved, in any order, with further attempts after some of them. */
    @Property
    void neverPassesTheCapWhileCallsKeepToWhatIsReserved(
            @ForAll @IntRange(min = 1, max = 2_000) int capCents,
            @ForAll @IntRange(min = 1, max = 200) int reserveCents,
            @ForAll @IntRange(min = 1, max = 60) int targets,
            @ForAll long seed) {
        Random random = new Random(seed);
        BigDecimal cap = cents(capCents);
        BigDecimal reserve = cents(reserveCents);
        Spending spending = new Spending(BigDecimal.ZERO, Optional.of(cap));
        List<Integer> open = new ArrayList<>();
        int pending = targets;
        while (true) {
            int asked = Math.min(pending, spending.covered(open.size(), reserve));
            pending -= asked;
            for (int call = 0; call < asked; call++) {
                open.add(1 + random.nextInt(3));
            }
            if (open.isEmpty()) {
                break;
            }
            int ending = random.nextInt(open.size());
            BigDecimal cost = cents(random.nextInt(reserveCents + 1));
            spending = new Spending(spending.spent().add(cost), spending.cap());
            boolean another = open.get(ending) > 1 && spending.coversAll(open.size(), reserve);
            if (another) {
                open.set(ending, open.get(ending) - 1);
            } else {
                open.remove(ending);
            }

            assertThat(spending.spent()).isLessThanOrEqualTo(cap);
        }
        // Whoever was not called could not have been.
        assertThat(pending == 0 || cap.subtract(spending.spent()).compareTo(reserve) < 0)
                .isTrue();
    }

    private static Spending spending(String spent, String cap) {
        return new Spending(new BigDecimal(spent), Optional.of(new BigDecimal(cap)));
    }

    private static BigDecimal cents(int cents) {
        return BigDecimal.valueOf(cents, 2);
    }
}
