package dev.switchboard.bench;

import java.util.Collection;
import java.util.List;

/** Of measured values, by nearest rank. */
final class Percentiles {

    private final List<Double> sorted;

    Percentiles(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        this.sorted = values.stream().sorted().toList();
    }

    /** @param percent above 0, at most 100 */
    double at(double percent) {
        return sorted.get((int) Math.ceil(percent / 100 * sorted.size()) - 1);
    }

    int count() {
        return sorted.size();
    }
}
