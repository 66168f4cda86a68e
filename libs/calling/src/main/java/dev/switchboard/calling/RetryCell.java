package dev.switchboard.calling;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What follows one outcome.
 *
 * @param max further attempts because of it
 * @param after how long to wait before the first, second, … of them; the last one repeats
 * @param otherTimeOfDay whether they leave a part of the day alone in which two attempts were in vain
 */
public record RetryCell(int max, List<WaitingTime> after, boolean otherTimeOfDay) {

    public static final RetryCell NONE = new RetryCell(0, List.of());

    public RetryCell(int max, List<WaitingTime> after) {
        this(max, after, false);
    }

    public RetryCell {
        if (max < 0) {
            throw new IllegalArgumentException("retry max " + max + ": expected 0 or more");
        }
        if (max > 0 && after.isEmpty()) {
            throw new IllegalArgumentException("retry max " + max + ": expected a waiting time");
        }
        after = List.copyOf(after);
    }

    /**
     * This cell as a mission overrides it.
     *
     * @param max of the mission; the cell's own if there is none
     * @param after of the mission, in its notation: it then says all about the time; the cell's own if empty
     * @throws IllegalArgumentException naming the value and what is expected
     */
    public RetryCell overriddenBy(Optional<Integer> max, List<String> after) {
        int most = max.orElse(this.max);
        return after.isEmpty()
                ? new RetryCell(most, this.after, otherTimeOfDay)
                : new RetryCell(most, after.stream().map(WaitingTime::parse).toList());
    }

    static RetryCell of(int max, String... after) {
        return new RetryCell(max, Stream.of(after).map(WaitingTime::parse).toList());
    }

    RetryCell atAnotherTimeOfDay() {
        return new RetryCell(max, after, true);
    }

    boolean allowsAnother(int used) {
        return used < max;
    }

    WaitingTime waitBefore(int used) {
        return after.get(Math.min(used, after.size() - 1));
    }
}
