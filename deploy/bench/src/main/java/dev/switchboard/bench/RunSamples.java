package dev.switchboard.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.launcher.stack.LocalStack;
import dev.switchboard.launcher.stack.Part;
import dev.switchboard.launcher.stack.StackFailedException;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/** Looks at the only run of a stack from time to time, and at the heap of the services with it. */
final class RunSamples {

    private record Point(long nanos, int calls) {}

    private final LocalStack stack;
    private final int targets;
    private final long began = System.nanoTime();
    private final Map<Part, Long> peaks = new EnumMap<>(Part.class);
    private Point first;
    private Point last;

    RunSamples(LocalStack stack, int targets) {
        this.stack = stack;
        this.targets = targets;
    }

    /** Whether a call has been requested for every target. */
    boolean areRequested() {
        heaps();
        JsonNode run = stack.missions().run(id());
        return run.path("progress").path("requested").asInt() >= targets;
    }

    /** Whether the run has ended; keeps how many calls Telnyx has accepted by now. */
    boolean areOver() {
        heaps();
        JsonNode run = stack.missions().latestRun();
        int calls = run.path("counts").path("calls").asInt();
        Point now = new Point(System.nanoTime(), calls);
        if (first == null && calls > 0) {
            first = now;
        }
        if (last == null || calls > last.calls()) {
            last = now;
        }
        return switch (run.path("status").asText()) {
            case "succeeded" -> true;
            case "failed", "cancelled" -> throw new StackFailedException("the bench's mission did not succeed");
            default -> false;
        };
    }

    private UUID id() {
        return UUID.fromString(stack.missions().latestRun().path("run_id").asText());
    }

    /** From the beginning until now. */
    double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    /** From the first accepted call that was seen to the last. */
    double callsPerSecond() {
        return first == null ? 0 : (last.calls() - first.calls()) / ((last.nanos() - first.nanos()) / 1e9);
    }

    /** The most heap that each service was seen to use, garbage included. */
    Map<Part, Long> peakHeapBytes() {
        return peaks;
    }

    private void heaps() {
        Part.SERVICES.forEach(part -> peaks.merge(part, stack.heapBytes(part), Math::max));
    }
}
