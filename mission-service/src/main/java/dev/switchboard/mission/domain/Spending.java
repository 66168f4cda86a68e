package dev.switchboard.mission.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What a run has cost and what it may cost, by estimate, in US dollars.
 *
 * <p>Guarantee: as long as no call costs more than what is reserved for it, a run that asks for {@link #covered} further
 * calls at most, and gives a call up that {@link #coversAll} no longer covers before its next attempt, never costs more
 * than its cap.
 *
 * @param cap empty if nothing bounds it
 */
public record Spending(BigDecimal spent, Optional<BigDecimal> cap) {

    public static final Spending UNBOUNDED = new Spending(BigDecimal.ZERO, Optional.empty());

    /** How many further calls the cap covers while {@code open} are under way and each may cost {@code reserve}. */
    public int covered(int open, BigDecimal reserve) {
        return cap.map(most -> covered(left(most, open, reserve), reserve)).orElse(Integer.MAX_VALUE);
    }

    /** Whether every one of {@code open} calls may have another attempt that costs {@code reserve}. */
    public boolean coversAll(int open, BigDecimal reserve) {
        return cap.map(most -> left(most, open, reserve).signum() >= 0).orElse(true);
    }

    /** Whether nothing is left to spend. */
    public boolean usedUp() {
        return cap.map(most -> spent.compareTo(most) >= 0).orElse(false);
    }

    /** The same under another cap. */
    public Spending under(Optional<BigDecimal> newCap) {
        return new Spending(spent, newCap);
    }

    private BigDecimal left(BigDecimal most, int open, BigDecimal reserve) {
        return most.subtract(spent).subtract(reserve.multiply(BigDecimal.valueOf(open)));
    }

    private static int covered(BigDecimal left, BigDecimal reserve) {
        if (left.signum() < 0) {
            return 0;
        }
        if (reserve.signum() == 0) {
            return Integer.MAX_VALUE;
        }
        return left.divide(reserve, 0, RoundingMode.DOWN)
                .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                .intValue();
    }
}
