package dev.switchboard.launcher.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that a run writes: a folder of its own that goes with it, or one that is kept for the next run. */
public final class RunFolder implements AutoCloseable {

    private final Path path;
    private final boolean kept;
    private final FileChannel lock;

    private RunFolder(Path path, boolean kept, FileChannel lock) {
        this.path = path;
        this.kept = kept;
        this.lock = lock;
    }

    /** A folder that {@link #close} deletes. */
    public static RunFolder temporary() {
        String parent = Optional.ofNullable(System.getenv("TMPDIR")).orElse("/tmp");
        try {
            return prepare(Files.createTempDirectory(Path.of(parent), "switchboard-"), false);
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder in " + parent, e);
        }
    }

    /**
     * A folder that stays, made if need be.
     *
     * @throws StackFailedException (wrong use) if it cannot be used, or another run uses it
     */
    public static RunFolder kept(Path folder) {
        try {
            return prepare(Files.createDirectories(folder).toRealPath(), true);
        } catch (IOException e) {
            throw new StackFailedException("--data " + folder + ": not a folder that can be written to", 2);
        }
    }

    private static RunFolder prepare(Path folder, boolean kept) throws IOException {
        FileChannel lock =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!tryLock(lock)) {
            lock.close();
            throw new StackFailedException("--data " + folder + ": another run uses it", 2);
        }
        RunFolder run = new RunFolder(folder, kept, lock);
        Files.createDirectories(run.logs());
        Files.createDirectories(run.temporaryFiles());
        return run;
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock held = channel.tryLock();
            return held != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    public Path path() {
        return path;
    }

    /** Whether it outlives the run. */
    public boolean isKept() {
        return kept;
    }

    public Path logs() {
        return path.resolve("logs");
    }

    public Path log(Part part) {
        return logs().resolve(part.label() + ".log");
    }

    public Path apiKey() {
        return path.resolve("api-key");
    }

    /** What was asked of the stack, so that a later start can go on with it. */
    public Path request(String name) {
        return path.resolve(name);
    }

    Path database() {
        return path.resolve("database");
    }

    Path broker() {
        return path.resolve("broker");
    }

    Path simulator() {
        return path.resolve("simulator.state");
    }

    Path signingKey() {
        return path.resolve("simulator.key");
    }

    Path clock() {
        return path.resolve("clock");
    }

    /** Its date is the last moment at which the stack is known to have run. */
    Path pulse() {
        return path.resolve("pulse");
    }

    Path temporaryFiles() {
        return path.resolve("tmp");
    }

    /** Deletes what need not outlive the run. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("lock of " + path, e);
        }
        delete(kept ? temporaryFiles() : path);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException | UncheckedIOException e) {
            // Something vanished meanwhile. The watchdog clears away what is left.
        }
    }
}
