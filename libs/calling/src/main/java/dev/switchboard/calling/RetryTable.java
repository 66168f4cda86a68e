package dev.switchboard.calling;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** Whether and when another attempt follows an outcome (mission file, "Retry tables"). */
public record RetryTable(Map<Outcome, RetryCell> cells) {

    public RetryTable {
        cells = Map.copyOf(cells);
    }

    /** The answer of the table. */
    public sealed interface Next {}

    /** Another attempt, not before {@code at}. */
    public record RetryAt(Instant at) implements Next {}

    /** None. */
    public record NoFurtherAttempt(String reason) implements Next {}

    /** This table with some cells replaced. */
    public RetryTable with(Map<Outcome, RetryCell> overrides) {
        Map<Outcome, RetryCell> changed = new HashMap<>(cells);
        changed.putAll(overrides);
        return new RetryTable(changed);
    }

    public RetryCell cell(Outcome outcome) {
        return cells.getOrDefault(outcome.retriedAs(), RetryCell.NONE);
    }

    /**
     * What follows an attempt that ended with {@code outcome}.
     *
     * @param used further attempts already made because of this outcome
     * @param zone the recipient's, for business days
     */
    public Next decide(Outcome outcome, Instant endedAt, int used, ZoneId zone) {
        RetryCell cell = cell(outcome);
        if (cell.allowsAnother(used)) {
            return new RetryAt(cell.waitBefore(used).after(endedAt, zone));
        }
        return new NoFurtherAttempt(
                cell.max() == 0
                        ? "no further attempt after " + outcome.words()
                        : outcome.words() + " again after " + used + " further attempts");
    }
}
