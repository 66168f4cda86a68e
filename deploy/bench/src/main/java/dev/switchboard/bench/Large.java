package dev.switchboard.bench;

import dev.switchboard.launcher.stack.Part;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One sweep with many targets, as CSV within the mission: how long until it is accepted, how many calls are made per
 * second, and how much heap the services take meanwhile. Lines and calls are such that Switchboard is what everything
 * waits for: 100 lines of 10-second calls at time scale 60 would take 600 calls per second.
 */
final class Large {

    private static final int LINES = 100;
    private static final int TALK_SECS = 10;
    private static final int INSIGHT_DELAY_SECS = 5;
    private static final double TIME_SCALE = 60;
    /** Slower than that, it is no measurement any more. */
    private static final double SLOWEST_PER_SECOND = 5;

    private static final Duration STEP = Duration.ofSeconds(1);

    private final List<Integer> sizes;
    private final boolean acceptOnly;

    /** @param acceptOnly whether the calls are requested only, and none is made: the clock stands still */
    Large(List<Integer> sizes, boolean acceptOnly) {
        this.sizes = sizes;
        this.acceptOnly = acceptOnly;
    }

    Table measure() {
        Table table = new Table("large missions: " + LINES + " lines, calls of " + TALK_SECS + " s, time scale "
                + (int) TIME_SCALE + ", targets as CSV");
        List<Double> rates = sizes.stream().map(size -> measure(size, table)).toList();
        for (int i = 1; i < sizes.size() && !acceptOnly; i++) {
            table.add(
                    sizes.get(i) + " targets: calls per second, next to " + sizes.get(0) + " targets",
                    String.format(Locale.ROOT, "%.2f", rates.get(i) / rates.get(0)),
                    "(at least 0.90)");
        }
        return table;
    }

    /** Calls per second. */
    private double measure(int size, Table table) {
        String mission = Missions.sweepFromCsv(size, LINES);
        try (BenchStack bench = BenchStack.start(TIME_SCALE, LINES)) {
            bench.stack().simulator().play(Missions.script(0, TALK_SECS, INSIGHT_DELAY_SECS, LINES));
            RunSamples samples = new RunSamples(bench.stack(), size);
            double accepted = bench.post(mission);
            table.seconds(size + " targets: accepted within", accepted, "(100000: at most 20 s)");
            Duration limit = Duration.ofMinutes(2).plusSeconds((long) (size / SLOWEST_PER_SECOND));
            bench.await(limit, STEP, samples::areRequested);
            table.seconds(size + " targets: all calls requested after", samples.seconds(), "");
            if (!acceptOnly) {
                bench.stack().startClock();
                bench.await(limit, STEP, samples::areOver);
                table.add(
                        size + " targets: calls per second",
                        String.format(Locale.ROOT, "%.1f", samples.callsPerSecond()),
                        "");
            }
            heaps(size, samples.peakHeapBytes(), table);
            return samples.callsPerSecond();
        }
    }

    private static void heaps(int size, Map<Part, Long> peaks, Table table) {
        peaks.forEach((part, bytes) ->
                table.megabytes(size + " targets: peak heap of " + part.label(), bytes / 1024, "(at most 256 MB)"));
    }
}
