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

    /** Calls of the account at once. */
    static final int LINES = 5;

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final CopyOnWriteArrayList<Part> restarted = new CopyOnWriteArrayList<>();
    private final AtomicReference<StackFailedException> failure = new AtomicReference<>();
    private final LocalStack stack;

    private RunningStack(StackPlan plan) {
        this.stack = LocalStack.of(plan, RunFolder.temporary(), this);
    }

    static RunningStack at(double timeScale) {
        return start(plan(timeScale));
    }

    /** With phones, and people who decide, as that script says. */
    static RunningStack playing(Path script, double timeScale) {
        return start(plan(timeScale).withScript(script));
    }

    /** With that many of each service. */
    static RunningStack withReplicas(int replicas, double timeScale) {
        return start(plan(timeScale).withReplicas(replicas));
    }

    /** When it is closed, it leaves class archives: after {@code mvn verify}, {@code deploy/run} starts the faster. */
    static RunningStack makingArchivesAt(double timeScale) {
        return start(plan(timeScale).makingArchives());
    }

    /** Calls are asked for as long before they begin as Telnyx wants it. */
    static RunningStack withLeadOfProduction(double timeScale) {
        return start(plan(timeScale).withSetting("SWITCHBOARD_PLACING_LEAD", "PT65S"));
    }

    private static StackPlan plan(double timeScale) {
        return StackPlan.simulated(Installation.find())
                .withTimeScale(timeScale)
                .withSetting("SWITCHBOARD_ACCOUNTS_DEFAULT_CONCURRENT_CALLS", String.valueOf(LINES));
    }

    private static RunningStack start(StackPlan plan) {
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

    UUID submit(Scenario scenario) {
        return submit(scenario, 1);
    }

    /** By one of the mission-service's processes. */
    UUID submit(Scenario scenario, int replica) {
        UUID run = stack.missions(replica)
                .submit(
                        scenario.mission().toString(),
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
                .until(() -> hasEnded(run));
        return stack.missions().results(run);
    }

    private boolean hasEnded(UUID run) {
        assertThat(failure.get()).as("failure of the stack").isNull();
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
