package dev.switchboard.launcher.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A small shell process that outlives this one by moments. It reads from a pipe that only this process holds: however
 * this process ends, the pipe ends, and the watchdog stops whatever is left and clears away.
 */
final class Watchdog {

    /** Every process of the stack has this variable; nothing else in the system has its value. */
    static final String MARK = "SWITCHBOARD_STACK";

    private static final long ENOUGH_SECONDS = 20;

    private final Process process;

    private Watchdog(Process process) {
        this.process = process;
    }

    /** @param stack this stack's value of {@link #MARK} */
    static Watchdog start(String stack, RunFolder folder) {
        Path doomed = folder.isKept() ? folder.temporaryFiles() : folder.path();
        List<String> command = List.of(
                "setsid",
                "sh",
                "-c",
                script(),
                "switchboard-watchdog",
                stack,
                folder.database().toString(),
                folder.pulse().toString(),
                doomed.toString());
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Watchdog(process);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the watchdog", e);
        }
    }

    /** Tells it that this is the end, and waits until it has seen to the rest. */
    void release() throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException("the watchdog's pipe", e);
        }
        process.waitFor(ENOUGH_SECONDS, TimeUnit.SECONDS);
    }

    private static String script() {
        try (var in = Watchdog.class.getResourceAsStream("watchdog.sh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("watchdog.sh", e);
        }
    }
}
