package dev.switchboard.endtoend;

import dev.switchboard.launcher.stack.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The launcher as {@code deploy/run} starts it, without the build before, in a temporary folder of its own. */
final class LauncherProcess {

    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final Process process;
    private final Path temporary;
    private final Path output;

    private LauncherProcess(Process process, Path temporary, Path output) {
        this.process = process;
        this.temporary = temporary;
        this.output = output;
    }

    static Path jar() {
        return Installation.find()
                .home()
                .resolve("deploy/launcher/target/switchboard-launcher.jar")
                .toAbsolutePath();
    }

    /** @param folder where it runs, and keeps its temporary files below */
    static LauncherProcess start(Path folder, String... arguments) {
        Installation installation = Installation.find();
        List<String> command = new ArrayList<>(List.of(
                Program.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx192m",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dswitchboard.home=" + installation.home().toAbsolutePath().normalize(),
                "-jar",
                jar().toString()));
        command.addAll(List.of(arguments));
        try {
            Path temporary = Files.createDirectories(folder.resolve("tmp"));
            Path output = Files.createTempFile(folder, "output", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("TMPDIR", temporary.toString());
            return new LauncherProcess(builder.start(), temporary, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the launcher did not end within " + LIMIT + ":\n" + output());
        }
        return process.exitValue();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    /** What still runs or lies about because of it: processes that know its temporary or data folder, and files. */
    List<String> leftovers(Path data) {
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses();
                Stream<Path> files = Files.list(temporary)) {
            return Stream.concat(
                            processes
                                    .filter(candidate -> candidate.pid()
                                            != ProcessHandle.current().pid())
                                    .filter(candidate -> knows(candidate, temporary) || knows(candidate, data))
                                    .map(left -> "process " + left.pid()),
                            files.map(left -> "file " + left))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean knows(ProcessHandle candidate, Path folder) {
        try {
            return Files.readString(
                            Path.of("/proc/" + candidate.pid() + "/cmdline"),
                            java.nio.charset.StandardCharsets.ISO_8859_1)
                    .contains(folder.toString());
        } catch (IOException e) {
            return false;
        }
    }
}
