package dev.switchboard.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder into which the database's programs are unpacked. One process at a time unpacks, and what a killed one left
 * half unpacked is thrown away: taken as it is, no database would ever start again.
 */
final class UnpackedPrograms implements AutoCloseable {

    /** Written when everything is unpacked. */
    private static final String COMPLETE = ".exists";

    private final FileChannel lock;

    private UnpackedPrograms(FileChannel lock) {
        this.lock = lock;
    }

    /** Held, by this process alone, while there may be something to unpack. */
    static UnpackedPrograms in(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            if (!versions(folder).isEmpty() && halfUnpacked(folder).isEmpty()) {
                channel.close();
            }
            for (Path half : halfUnpacked(folder)) {
                delete(half);
            }
            return new UnpackedPrograms(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("database programs in " + folder, e);
        }
    }

    private static List<Path> versions(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).toList();
        }
    }

    private static List<Path> halfUnpacked(Path folder) throws IOException {
        return versions(folder).stream()
                .filter(version -> !Files.exists(version.resolve(COMPLETE)))
                .toList();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("lock of the database programs", e);
        }
    }
}
