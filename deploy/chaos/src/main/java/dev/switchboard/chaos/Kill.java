package dev.switchboard.chaos;

import dev.switchboard.launcher.stack.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One SIGKILL.
 *
 * @param after real time since the clock began to run
 */
public record Kill(Duration after, Part part) {

    /** The provider is not ours to kill. */
    static final List<Part> VICTIMS = java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(Part.DATABASE, Part.BROKER), Part.SERVICES.stream())
            .toList();

    /** A part that dies a fourth time within a minute is not started again. */
    static final Duration BETWEEN = Duration.ofSeconds(21);

    private static final Duration FIRST = Duration.ofSeconds(3);

    /** In the order of time, evenly spread with some jitter; the same for the same seed. */
    static List<Kill> plan(long seed, int count, Duration duration) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Part, Duration> last = new EnumMap<>(Part.class);
        List<Kill> kills = new ArrayList<>();
        long span = duration.minus(FIRST).toMillis();
        for (int i = 0; i < count; i++) {
            Duration at = FIRST.plusMillis(span * i / count + random.nextLong(Math.max(1, span / count)));
            List<Part> ready = VICTIMS.stream()
                    .filter(part -> !last.containsKey(part)
                            || last.get(part).plus(BETWEEN).compareTo(at) <= 0)
                    .toList();
            Part part = ready.get(random.nextInt(ready.size()));
            last.put(part, at);
            kills.add(new Kill(at, part));
        }
        kills.sort(Comparator.comparing(Kill::after));
        return List.copyOf(kills);
    }

    /** How many kills fit into that time without killing a part too often. */
    static int most(Duration duration) {
        return (int) Math.max(0, duration.minus(FIRST).toMillis() * (VICTIMS.size() - 2) / BETWEEN.toMillis());
    }
}
