package dev.switchboard.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that was run to its end.
 *
 * @param lines of its standard output
 */
record Program(int exitCode, List<String> lines) {

    private static final int LIMIT_MINUTES = 3;

    /** @param folder for its output */
    static Program run(Path folder, List<String> command) {
        try {
            Path out = Files.createTempFile(folder, "out", ".txt");
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(Files.createTempFile(folder, "err", ".txt").toFile())
                    .start();
            boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
            process.destroyForcibly();
            assertThat(ended)
                    .as(command + " ends; it said " + Files.readString(out))
                    .isTrue();
            return new Program(process.exitValue(), Files.readAllLines(out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(command + " was interrupted", e);
        }
    }

    /** A main class of that jar. */
    static Program java(Path folder, Path jar, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>(List.of(java(), "-cp", jar.toString(), mainClass));
        command.addAll(List.of(arguments));
        return run(folder, command);
    }

    /** The virtual machine that runs this one. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
