package dev.switchboard.bench;

import dev.switchboard.launcher.stack.Patience;
import dev.switchboard.launcher.stack.StackFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A server on one core. */
final class PinnedProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final long STOP_SECONDS = 5;

    private final Process process;
    private final Path log;

    private PinnedProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "stop"));
    }

    static PinnedProcess start(int core, List<String> command, Map<String, String> environment, Path log) {
        List<String> whole = new ArrayList<>(List.of("taskset", "-c", String.valueOf(core)));
        whole.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            return new PinnedProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + String.join(" ", whole), e);
        }
    }

    /** Waits until it is ready. */
    PinnedProcess await(String name, BooleanSupplier isReady) {
        boolean ready = Patience.until(START_LIMIT, () -> !process.isAlive() || isReady.getAsBoolean());
        if (!ready || !process.isAlive()) {
            close();
            throw new StackFailedException("the " + name + " did not start: " + said());
        }
        return this;
    }

    long pid() {
        return process.pid();
    }

    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
