package dev.switchboard.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Many targets under a narrow limit: are the lines kept busy, and how much is asked of the provider for that? */
final class Sweep {

    private static final int LINES = 10;
    private static final int TALK_SECS = 60;
    private static final double TIME_SCALE = 60;
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final int targets;

    Sweep(int targets) {
        this.targets = targets;
    }

    Table measure() {
        try (BenchStack bench = BenchStack.start(TIME_SCALE, LINES)) {
            bench.stack().simulator().play(Missions.script(0, TALK_SECS, 10, LINES));
            long began = System.nanoTime();
            UUID run = bench.submit(Missions.sweep(targets, LINES));
            bench.awaitEnd(run, LIMIT);
            double took = (System.nanoTime() - began) / 1e9;
            JsonNode ledger = bench.ledger();
            Busy busy = Busy.of(ledger, LINES);
            Map<String, Long> requests = requests(bench.stack().simulator().requests());
            long total = requests.values().stream().mapToLong(Long::longValue).sum();
            Table table = new Table("sweep of " + targets + " targets, " + LINES + " lines, calls of " + TALK_SECS
                            + " s, time scale " + (int) TIME_SCALE)
                    .seconds("whole mission", took, "")
                    .add("most calls at once", ledger.path("peak_concurrent").asText(), "(at most " + LINES + ")")
                    .add("lines busy until the queue is empty", percent(busy.share()), "(at least 95%)")
                    .add("requests per call", String.format("%.2f", (double) total / busy.calls()), "(at most 3)")
                    .add(
                            "calls that overlap on one phone",
                            ledger.path("duplicates").asText(),
                            "(0)")
                    .megabytes(
                            "resident memory, shared pages once",
                            bench.stack().memory().shared(),
                            "(at most 2560 MB)");
            requests.entrySet().stream()
                    .filter(route -> route.getValue() > targets / 20)
                    .forEach(route ->
                            table.add("  " + route.getKey(), route.getValue().toString(), ""));
            return table;
        }
    }

    private static Map<String, Long> requests(JsonNode view) {
        return StreamSupport.stream(view.path("by_route").properties().spliterator(), false)
                .filter(route -> !route.getKey().contains("/_sim/"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, route -> route.getValue().asLong()));
    }

    private static String percent(double share) {
        return String.format("%.1f%%", share * 100);
    }
}
