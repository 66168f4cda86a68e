package dev.switchboard.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Broker and database for a service's own tests: {@code @QuarkusTestResource(EmbeddedStack.class)}. */
public final class EmbeddedStack implements QuarkusTestResourceLifecycleManager {

    private Path directory;
    private EmbeddedKafka kafka;
    private EmbeddedDatabase database;

    @Override
    public Map<String, String> start() {
        try {
            directory = Files.createTempDirectory("switchboard-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Integer> ports = FreePorts.take(3);
        database = EmbeddedDatabase.explaining(
                directory.resolve("database"), ports.get(0), directory.resolve(QueryPlans.LOG));
        kafka = EmbeddedKafka.start(directory.resolve("broker"), ports.get(1), ports.get(2));
        return Map.of("kafka.bootstrap.servers", kafka.bootstrapServers(), "switchboard.database", database.address());
    }

    @Override
    public void stop() {
        if (kafka != null) {
            kafka.close();
        }
        if (database != null) {
            database.close();
        }
        if (directory != null) {
            deleteAll(directory);
        }
    }

    private static void deleteAll(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
