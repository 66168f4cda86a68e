package dev.switchboard.gateway;

import dev.switchboard.embedded.EmbeddedKafka;
import dev.switchboard.embedded.FreePorts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A broker, and an account whose key is being replaced. */
public final class Broker implements QuarkusTestResourceLifecycleManager {

    private Path directory;
    private EmbeddedKafka kafka;

    @Override
    public Map<String, String> start() {
        List<Integer> ports = FreePorts.take(2);
        try {
            directory = Files.createTempDirectory("switchboard-broker");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        kafka = EmbeddedKafka.start(directory.resolve("log"), ports.get(0), ports.get(1));
        Sender current = Sender.withNewKey();
        Sender next = Sender.withNewKey();
        return Map.of(
                "switchboard.gateway.slack.signing-secret",
                Door.SLACK_SECRET + ",the-next-one",
                "switchboard.gateway.telegram.secret-token",
                Door.TELEGRAM_SECRET,
                "kafka.bootstrap.servers",
                kafka.bootstrapServers(),
                "quarkus.http.test-port",
                "0",
                "switchboard.gateway.patience",
                "2m",
                "quarkus.log.category.kafka.level",
                "WARN",
                "switchboard.gateway.public-keys.default",
                current.publicKey() + "," + next.publicKey(),
                "switchboard.gateway.public-keys.acme",
                next.publicKey(),
                "sender.current",
                current.pkcs8(),
                "sender.next",
                next.pkcs8());
    }

    @Override
    public void stop() {
        if (kafka != null) {
            kafka.close();
            deleteAll(directory);
        }
    }

    private static void deleteAll(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
