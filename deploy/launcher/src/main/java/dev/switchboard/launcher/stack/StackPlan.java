package dev.switchboard.launcher.stack;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What stack is wanted.
 *
 * @param timeScale mission seconds per real second; empty for the one of a kept folder, or {@link #DEFAULT_SCALE}
 * @param startAt mission time of a new stack's start; a kept folder goes on where it was
 * @param script what the phones do; empty for phones that all answer
 * @param live the real account; empty for the simulator
 * @param gatewayPort where the gateway must be reached; empty for any free port
 * @param numbers how many the simulated account has; empty for its usual few
 * @param settings further environment variables for every service
 * @param replicas of each service, side by side
 * @param makesArchives whether this stack, when stopped, leaves {@link ClassArchives} for those after it
 */
public record StackPlan(
        Installation installation,
        Optional<Double> timeScale,
        Instant startAt,
        Optional<Path> script,
        Optional<LiveAccount> live,
        Optional<Integer> gatewayPort,
        Optional<Integer> numbers,
        Map<String, String> settings,
        int replicas,
        boolean makesArchives) {

    public static final double DEFAULT_SCALE = 60;

    /** A Monday: 10:00 in Chicago, 11:00 in New York, 08:00 in Los Angeles. */
    public static final Instant DEFAULT_START = Instant.parse("2026-03-02T16:00:00Z");

    /** A simulated stack without a script. */
    public static StackPlan simulated(Installation installation) {
        return new StackPlan(
                installation,
                Optional.empty(),
                DEFAULT_START,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                1,
                false);
    }

    public StackPlan withTimeScale(double scale) {
        return new StackPlan(
                installation,
                Optional.of(scale),
                startAt,
                script,
                live,
                gatewayPort,
                numbers,
                settings,
                replicas,
                makesArchives);
    }

    public StackPlan withStartAt(Instant start) {
        return new StackPlan(
                installation, timeScale, start, script, live, gatewayPort, numbers, settings, replicas, makesArchives);
    }

    public StackPlan withScript(Path file) {
        return new StackPlan(
                installation,
                timeScale,
                startAt,
                Optional.of(file),
                live,
                gatewayPort,
                numbers,
                settings,
                replicas,
                makesArchives);
    }

    public StackPlan withLive(LiveAccount account) {
        return new StackPlan(
                installation,
                timeScale,
                startAt,
                script,
                Optional.of(account),
                gatewayPort,
                numbers,
                settings,
                replicas,
                makesArchives);
    }

    public StackPlan withGatewayPort(int port) {
        return new StackPlan(
                installation,
                timeScale,
                startAt,
                script,
                live,
                Optional.of(port),
                numbers,
                settings,
                replicas,
                makesArchives);
    }

    public StackPlan withNumbers(int count) {
        return new StackPlan(
                installation,
                timeScale,
                startAt,
                script,
                live,
                gatewayPort,
                Optional.of(count),
                settings,
                replicas,
                makesArchives);
    }

    public StackPlan withSetting(String variable, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(variable, value);
        return new StackPlan(
                installation,
                timeScale,
                startAt,
                script,
                live,
                gatewayPort,
                numbers,
                Map.copyOf(more),
                replicas,
                makesArchives);
    }

    /** @param count from 1; webhooks reach them in turn through one address */
    public StackPlan withReplicas(int count) {
        return new StackPlan(
                installation, timeScale, startAt, script, live, gatewayPort, numbers, settings, count, makesArchives);
    }

    public StackPlan makingArchives() {
        return new StackPlan(
                installation, timeScale, startAt, script, live, gatewayPort, numbers, settings, replicas, true);
    }
}
