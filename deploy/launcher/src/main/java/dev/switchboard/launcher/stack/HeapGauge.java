package dev.switchboard.launcher.stack;

/** Reads the heap in use from a service's metrics in the Prometheus text format. */
final class HeapGauge {

    private static final String GAUGE = "jvm_memory_used_bytes{";
    private static final String HEAP = "area=\"heap\"";

    private HeapGauge() {}

    /** The sum over the heap's pools, in bytes. */
    static long read(String metrics) {
        return (long) metrics.lines()
                .filter(line -> line.startsWith(GAUGE) && line.contains(HEAP))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
