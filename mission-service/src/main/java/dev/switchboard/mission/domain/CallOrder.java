package dev.switchboard.mission.domain;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** In which order targets are called. */
public enum CallOrder {
    /** By priority, highest first, then as listed. */
    AS_LISTED,
    /** By strength, lowest first, those without one last, then as listed. */
    WEAKEST_FIRST;

    public String word() {
        return Words.of(this);
    }

    /** The order with that word, if there is one. */
    public static Optional<CallOrder> of(String word) {
        return Arrays.stream(values())
                .filter(order -> order.word().equals(word))
                .findFirst();
    }

    /** The indexes of {@code targets} (from 0) in the order of calls. */
    public List<Integer> arrange(List<Target> targets) {
        return IntStream.range(0, targets.size())
                .boxed()
                .sorted(Comparator.comparing(targets::get, comparator()))
                .toList();
    }

    private Comparator<Target> comparator() {
        return switch (this) {
            case AS_LISTED -> Comparator.comparingInt(Target::priority).reversed();
            case WEAKEST_FIRST ->
                Comparator.comparingDouble(target -> target.strength().orElse(Double.POSITIVE_INFINITY));
        };
    }
}
