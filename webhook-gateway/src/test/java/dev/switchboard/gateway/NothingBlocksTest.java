package dev.switchboard.gateway;

import static dev.switchboard.gateway.Webhooks.hangup;
import static dev.switchboard.gateway.Webhooks.newId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.embedded.FreePorts;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/**
 * An event loop is never kept waiting. Where it would be is known: a Kafka producer whose broker is away holds the thread that
 * calls it for {@code max.block.ms}. Here that is longer than the test lasts, and there is one event loop, which must
 * answer all the same.
 */
@QuarkusTest
@TestProfile(NothingBlocksTest.OneEventLoopAndNoBroker.class)
class NothingBlocksTest {

    private static final Duration BLOCKED = Duration.ofMinutes(5);

    public static final class OneEventLoopAndNoBroker implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Sender sender = Sender.withNewKey();
            return Map.of(
                    "kafka.bootstrap.servers",
                    "127.0.0.1:" + FreePorts.take(1).get(0),
                    "quarkus.vertx.event-loops-pool-size",
                    "1",
                    "mp.messaging.outgoing.telnyx-webhook.max.block.ms",
                    Long.toString(BLOCKED.toMillis()),
                    "switchboard.gateway.patience",
                    "1s",
                    "quarkus.http.test-port",
                    "0",
                    "switchboard.gateway.public-keys.default",
                    sender.publicKey(),
                    "sender",
                    sender.pkcs8());
        }
    }

    @Inject
    Vertx vertx;

    @ConfigProperty(name = "sender")
    String key;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @Test
    void theOneEventLoopAnswersWhileEveryRecordWaitsForTheBroker() throws Exception {
        // Given
        Door door = new Door(port);
        Sender telnyx = Sender.of(key);
        CompletableFuture<List<HttpResponse<String>>> waiting =
                CompletableFuture.supplyAsync(() -> IntStream.range(0, 8)
                        .parallel()
                        .mapToObj(i -> door.deliver(telnyx, hangup(newId())))
                        .toList());

        // When
        CompletableFuture<Boolean> turn = new CompletableFuture<>();
        vertx.runOnContext(ignored -> turn.complete(true));
        HttpResponse<String> question = door.deliver(telnyx, Webhooks.initialization());
        HttpResponse<String> forged = door.deliver(Sender.withNewKey(), hangup(newId()));

        // Then
        assertThat(turn.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(question.statusCode()).isEqualTo(200);
        assertThat(forged.statusCode()).isEqualTo(401);
        assertThat(waiting.get(1, TimeUnit.MINUTES))
                .extracting(HttpResponse::statusCode)
                .containsOnly(503);
    }
}
