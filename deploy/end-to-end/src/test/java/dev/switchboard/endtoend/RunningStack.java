package dev.switchboard.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.chaos.Calls;
import dev.switchboard.launcher.stack.Installation;
import dev.switchboard.launcher.stack.LocalStack;
import dev.switchboard.launcher.stack.Part;
import dev.switchboard.launcher.stack.Replica;
import dev.switchboard.launcher.stack.RunFolder;
import dev.switchboard.launcher.stack.StackFailedException;
import dev.switchboard.launcher.stack.StackListener;
import dev.switchboard.launcher.stack.StackPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** The packaged services, run as {@code deploy/run} runs them, with the mission clock going. */
final class RunningStack implements StackListener, AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(10);
    /** Each of all missions together calls from a number of its own. */
    private static final int NUMBERS = 20;

    private final CopyOnWriteArrayList<Part> restarted = new CopyOnWriteArrayList<>();
    private final AtomicReference<StackFailedException> failure = new AtomicReference<>();
    private final LocalStack stack;

    private RunningStack(StackPlan plan) {
        this.stack = LocalStack.of(plan, RunFolder.temporary(), this);
    }

    /** With phones, lines, and people who decide, as that script says. */
    static StackPlan plan(Path script, double timeScale) {
        return StackPlan.simulated(Installation.find())
                .withScript(script)
                .withTimeScale(timeScale)
                .withNumbers(NUMBERS);
    }

    static RunningStack start(StackPlan plan) {
        RunningStack running = new RunningStack(plan);
        try {
            running.stack.start();
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
        return running;
    }

    LocalStack stack() {
        return stack;
    }

    UUID submit(JsonNode mission) {
        return submit(mission, 1);
    }

    /** By that one of the mission-service's processes. From the first mission on, time passes. */
    UUID submit(JsonNode mission, int replica) {
        UUID run = stack.missions(replica)
                .submit(
                        mission.toString(),
                        "application/json",
                        UUID.randomUUID().toString())
                .runId();
        stack.startClock();
        return run;
    }

    /** The results once the run has ended. */
    JsonNode resultsOf(UUID run) {
        await("end of run " + run)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> failure.get() != null || hasEnded(run));
        assertThat(failure.get()).as("failure of the stack").isNull();
        return stack.missions().results(run);
    }

    private boolean hasEnded(UUID run) {
        String status = stack.missions().run(run).path("status").asText();
        return status.equals("succeeded") || status.equals("failed") || status.equals("cancelled");
    }

    Calls calls() {
        return Calls.of(stack.simulator().ledger());
    }

    /** SIGKILL; waits until the part is back. */
    void crash(Part part) {
        crash(List.of(new Replica(part, 1)));
    }

    /** All at once. */
    void crash(List<Replica> replicas) {
        int before = restarted.size();
        replicas.forEach(stack::kill);
        await("restart of " + replicas).atMost(LIMIT).until(() -> restarted.size() >= before + replicas.size());
        assertThat(replicas).as("are well again").allMatch(replica -> stack.isWellWithin(replica.part(), LIMIT));
    }

    @Override
    public void restarted(Part part, String how) {
        restarted.add(part);
    }

    @Override
    public void failed(StackFailedException cause) {
        failure.compareAndSet(null, cause);
    }

    @Override
    public void close() {
        stack.close();
    }
}
