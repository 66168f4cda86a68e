package dev.switchboard.gateway;

import static dev.switchboard.gateway.Webhooks.hangup;
import static dev.switchboard.gateway.Webhooks.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.embedded.EmbeddedKafka;
import dev.switchboard.embedded.FreePorts;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@TestProfile(BrokerAwayTest.WithoutBroker.class)
class BrokerAwayTest {

    private static final Duration SOON = Duration.ofMinutes(2);

    public static final class WithoutBroker implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            List<Integer> ports = FreePorts.take(2);
            Sender sender = Sender.withNewKey();
            return Map.of(
                    "kafka.bootstrap.servers",
                    "127.0.0.1:" + ports.get(0),
                    "broker.port",
                    ports.get(0).toString(),
                    "controller.port",
                    ports.get(1).toString(),
                    "quarkus.http.test-port",
                    "0",
                    "switchboard.gateway.slack.signing-secret",
                    Door.SLACK_SECRET,
                    "switchboard.gateway.max-waiting",
                    "8",
                    "switchboard.gateway.public-keys.default",
                    sender.publicKey(),
                    "sender",
                    sender.pkcs8());
        }
    }

    @ConfigProperty(name = "sender")
    String key;

    @ConfigProperty(name = "broker.port")
    int brokerPort;

    @ConfigProperty(name = "controller.port")
    int controllerPort;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @TempDir
    Path directory;

    @Test
    void acceptsNothingWhileTheBrokerIsAwayAndRecoversByItself() {
        // Given no broker
        Door door = new Door(port);
        Sender telnyx = Sender.of(key);

        // Then
        List<HttpResponse<String>> answers = IntStream.range(0, 24)
                .parallel()
                .mapToObj(i -> door.deliver(telnyx, hangup(newId())))
                .toList();
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(503);
        assertThat(answers)
                .allMatch(answer -> answer.headers().firstValue("retry-after").isPresent());
        assertThat(door.send(door.slack("payload=%7B%7D")).statusCode()).isEqualTo(503);
        assertThat(ready(door)).isEqualTo(503);

        // When it comes
        try (EmbeddedKafka broker = EmbeddedKafka.start(directory.resolve("log"), brokerPort, controllerPort)) {
            // Then
            assertThat(broker.bootstrapServers()).endsWith(":" + brokerPort);
            await().atMost(SOON)
                    .until(() -> door.deliver(telnyx, hangup(newId())).statusCode(), status -> status == 200);
            await().atMost(SOON).until(() -> ready(door), status -> status == 200);
        }

        // When it goes
        assertThat(door.deliver(telnyx, hangup(newId())).statusCode()).isEqualTo(503);

        // Then
        await().atMost(SOON).until(() -> ready(door), status -> status == 503);
    }

    private static int ready(Door door) {
        return door.send(door.to("/q/health/ready").GET()).statusCode();
    }
}
