package dev.switchboard.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real PostgreSQL server as a child process. Keeps its data in the directory it is given. */
public final class EmbeddedDatabase implements AutoCloseable {

    /** The database that all services share, each in a schema of its own. */
    public static final String NAME = "switchboard";

    private final Path directory;
    private final EmbeddedPostgres server;

    private EmbeddedDatabase(Path directory, EmbeddedPostgres server) {
        this.directory = directory;
        this.server = server;
    }

    /**
     * Starts a server and creates the database if it is new.
     *
     * @param directory where the data lives; a directory used before is taken up again
     */
    public static EmbeddedDatabase start(Path directory, int port) {
        return start(directory, settings(directory, port));
    }

    /**
     * Like {@link #start(Path, int)}, for a caller that stops the server itself, whatever happens: no shutdown hook
     * does it.
     *
     * @param programs where the server's programs are unpacked, once
     * @param log what the server says is appended to it
     */
    @SuppressWarnings("try") // the programs are held, not spoken to
    public static EmbeddedDatabase start(Path directory, int port, Path programs, Path log) {
        var toLog = ProcessBuilder.Redirect.appendTo(log.toFile());
        EmbeddedPostgres.Builder settings = settings(directory, port)
                .setOverrideWorkingDirectory(programs.toFile())
                .setRegisterShutdownHook(false)
                .setErrorRedirector(toLog)
                .setOutputRedirector(toLog);
        try (UnpackedPrograms unpacked = UnpackedPrograms.in(programs)) {
            return start(directory, settings);
        }
    }

    /** Like {@link #start(Path, int)}, for tests: the server can be told to explain what it does in the log. */
    static EmbeddedDatabase explaining(Path directory, int port, Path log) {
        var toLog = ProcessBuilder.Redirect.appendTo(log.toFile());
        return start(
                directory,
                settings(directory, port)
                        .setServerConfig("session_preload_libraries", "auto_explain")
                        .setErrorRedirector(toLog)
                        .setOutputRedirector(toLog));
    }

    private static EmbeddedPostgres.Builder settings(Path directory, int port) {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory.toFile())
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("shared_buffers", "32MB")
                .setServerConfig("max_connections", "150")
                // The library switches it off: a server that is killed would lose what it has said is committed.
                .setServerConfig("synchronous_commit", "on")
                // Nothing outside the data directory: no socket file, no shared memory that a killed server leaves.
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("dynamic_shared_memory_type", "mmap");
    }

    private static EmbeddedDatabase start(Path directory, EmbeddedPostgres.Builder builder) {
        try {
            EmbeddedPostgres server = builder.start();
            createOnce(server);
            return new EmbeddedDatabase(directory, server);
        } catch (IOException e) {
            throw new UncheckedIOException("database in " + directory, e);
        }
    }

    /** The server's process; empty once it is gone. */
    public Optional<ProcessHandle> process() {
        try (var lines = Files.lines(directory.resolve("postmaster.pid"))) {
            return lines.findFirst().map(String::strip).map(Long::valueOf).flatMap(ProcessHandle::of);
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** Ends the server and all that it started at once (SIGKILL); {@link #close} it before it is started again. */
    public void kill() {
        process().ifPresent(postmaster -> {
            List<ProcessHandle> all = Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(handle -> handle.onExit().join());
        });
    }

    /** {@code host:port/name}, as {@code switchboard.database} wants it. */
    public String address() {
        return "127.0.0.1:" + server.getPort() + "/" + NAME;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("database did not stop", e);
        }
    }

    private static void createOnce(EmbeddedPostgres server) throws IOException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            try (var found = statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database " + NAME);
        } catch (SQLException e) {
            throw new IOException("database " + NAME + " could not be created: " + e.getMessage(), e);
        }
    }
}
