package dev.switchboard.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/** A real PostgreSQL server as a child process. Keeps its data in the directory it is given. */
public final class EmbeddedDatabase implements AutoCloseable {

    /** The database that all services share, each in a schema of its own. */
    public static final String NAME = "switchboard";

    private final EmbeddedPostgres server;

    private EmbeddedDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Starts a server and creates the database if it is new.
     *
     * @param directory where the data lives; a directory used before is taken up again
     */
    public static EmbeddedDatabase start(Path directory, int port) {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(directory.toFile())
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("shared_buffers", "32MB")
                    .setServerConfig("max_connections", "150")
                    .start();
            createOnce(server);
            return new EmbeddedDatabase(server);
        } catch (IOException e) {
            throw new UncheckedIOException("database in " + directory, e);
        }
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
