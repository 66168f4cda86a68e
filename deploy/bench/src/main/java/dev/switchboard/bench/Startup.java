package dev.switchboard.bench;

import dev.switchboard.launcher.stack.ResidentMemory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** From the command, with built jars, to the first call that the provider accepts; and what the stack weighs then. */
final class Startup {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int TALK_SECS = 60;

    Table measure() {
        Instant began = began();
        try (BenchStack bench = BenchStack.start(60, 10)) {
            Instant ready = Instant.now();
            bench.stack().simulator().play(Missions.script(8, TALK_SECS, 10, 10));
            bench.submit(Missions.negotiation(3));
            long firstCall = bench.firstCallMicros(LIMIT);
            ResidentMemory memory = bench.stack().memory();
            double stopped = bench.stop();
            return new Table("start on " + Runtime.getRuntime().availableProcessors() + " cores")
                    .seconds("command to all parts ready", seconds(began, ready), "")
                    .seconds(
                            "command to first call accepted",
                            firstCall / 1e6 - ChronoUnit.MICROS.between(Instant.EPOCH, began) / 1e6,
                            "(at most 25 s)")
                    .megabytes("resident memory, shared pages once", memory.shared(), "(at most 2560 MB)")
                    .megabytes("resident memory, sum over processes", memory.sum(), "(at most 2560 MB)")
                    .seconds("stop", stopped, "(at most 5 s)");
        }
    }

    /** When the command was typed; without that, when this process began. */
    private static Instant began() {
        String nanos = System.getProperty("switchboard.bench.began");
        return nanos == null
                ? ProcessHandle.current().info().startInstant().orElseGet(Instant::now)
                : Instant.EPOCH.plusNanos(Long.parseLong(nanos));
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
