package dev.switchboard.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.launcher.stack.Installation;
import dev.switchboard.launcher.stack.LocalStack;
import dev.switchboard.launcher.stack.Part;
import dev.switchboard.launcher.stack.Patience;
import dev.switchboard.launcher.stack.RunFolder;
import dev.switchboard.launcher.stack.StackFailedException;
import dev.switchboard.launcher.stack.StackListener;
import dev.switchboard.launcher.stack.StackPlan;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** A stack to measure on. */
final class BenchStack implements StackListener, AutoCloseable {

    private final LocalStack stack;
    private volatile StackFailedException failure;

    private BenchStack(StackPlan plan) {
        this.stack = LocalStack.of(plan, RunFolder.temporary(), this);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
    }

    /** @param concurrentCalls of the account, as the scheduler knows it */
    static BenchStack start(double timeScale, int concurrentCalls) {
        BenchStack bench = new BenchStack(StackPlan.simulated(Installation.find())
                .withTimeScale(timeScale)
                .withSetting("SWITCHBOARD_ACCOUNTS_DEFAULT_CONCURRENT_CALLS", String.valueOf(concurrentCalls))
                .withSetting("SWITCHBOARD_ACCOUNTS_DEFAULT_DIALS_PER_SECOND", "1000"));
        try {
            bench.stack.start();
            return bench;
        } catch (RuntimeException e) {
            bench.close();
            throw e;
        }
    }

    LocalStack stack() {
        return stack;
    }

    UUID submit(String mission) {
        UUID run = stack.missions()
                .submit(mission, "application/json", UUID.randomUUID().toString())
                .runId();
        stack.startClock();
        return run;
    }

    /** Posts a mission while the clock stands still; how many seconds it took until it was accepted. */
    double post(String mission) {
        long began = System.nanoTime();
        stack.missions().submit(mission, "application/json", UUID.randomUUID().toString());
        return (System.nanoTime() - began) / 1e9;
    }

    void awaitEnd(UUID run, Duration limit) {
        await(limit, Patience.STEP, () -> hasEnded(run));
    }

    /** @param step real time between two looks: what is measured must not be busy with answering them */
    void await(Duration limit, Duration step, BooleanSupplier condition) {
        boolean met = Patience.until(limit, step, () -> failure != null || condition.getAsBoolean());
        if (failure != null) {
            throw failure;
        }
        if (!met) {
            throw new StackFailedException("the bench's mission is not where it should be after " + limit);
        }
    }

    private boolean hasEnded(UUID run) {
        return switch (stack.missions().run(run).path("status").asText()) {
            case "succeeded" -> true;
            case "failed", "cancelled" -> throw new StackFailedException("the bench's mission did not succeed");
            default -> false;
        };
    }

    Timeline timeline() {
        return Timeline.of(stack.simulator().timeline());
    }

    /** When the first call was asked for, real time in microseconds since 1970. */
    long firstCallMicros(Duration limit) {
        Patience.until(limit, () -> timeline().firstCallMicros().isPresent());
        Optional<Long> first = timeline().firstCallMicros();
        return first.orElseThrow(() -> new StackFailedException("no call within " + limit));
    }

    JsonNode ledger() {
        return stack.simulator().ledger();
    }

    /** Ends it; how many seconds that took. */
    double stop() {
        long began = System.nanoTime();
        stack.close();
        return (System.nanoTime() - began) / 1e9;
    }

    @Override
    public void restarted(Part part, String how) {
        System.err.println("the " + part.label() + " died (" + how + ") and has been started again");
    }

    @Override
    public void failed(StackFailedException cause) {
        failure = cause;
    }

    @Override
    public void close() {
        stack.close();
    }
}
