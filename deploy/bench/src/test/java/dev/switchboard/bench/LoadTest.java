package dev.switchboard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.switchboard.simulator.webhook.SigningKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int COUNT = 40;

    private final SigningKey key = SigningKey.generate();
    private final SignedWebhooks webhooks = SignedWebhooks.sign(COUNT, key, Instant.now());
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::takeIfGenuine);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sendsEachWebhookOnceAsFastAsItIsAnswered() {
        Load.Stream stream = Load.Stream.closed(webhooks.from(0), 4);

        run(stream);

        assertThat(stream.right()).isEqualTo(COUNT);
        assertThat(stream.wrong()).isZero();
        assertThat(new HashSet<>(bodies)).hasSize(COUNT);
        assertThat(stream.millis().count()).isEqualTo(COUNT);
    }

    @Test
    void keepsToItsPace() {
        Load.Stream stream = Load.Stream.paced(webhooks.from(0), 4, 200);

        double seconds = run(stream);

        assertThat(stream.right()).isEqualTo(COUNT);
        assertThat(seconds).isGreaterThanOrEqualTo((COUNT - 1) / 200.0);
    }

    @Test
    void countsAnswersOtherThanExpected() {
        byte[] forged = webhooks.forged();
        Load.Stream stream = Load.Stream.closed(new Once(forged), 1);

        run(stream);

        assertThat(stream.right()).isZero();
        assertThat(stream.wrong()).isEqualTo(1);
        assertThat(bodies).isEmpty();
    }

    @Test
    void countsRequestsThatAreNotAnsweredAndGoesOn() {
        server.removeContext("/");
        server.createContext("/", HttpExchange::close);
        Load.Stream stream = Load.Stream.closed(webhooks.from(0), 4);

        run(stream);

        assertThat(stream.wrong()).isEqualTo(COUNT);
    }

    private double run(Load.Stream stream) {
        try (Load load = new Load(server.getAddress().getPort())) {
            return load.run(LIMIT, stream);
        }
    }

    /** One request, expected to be taken. */
    private static final class Once implements Load.Requests {
        private final byte[] request;
        private boolean sent;

        Once(byte[] request) {
            this.request = request;
        }

        @Override
        public int put(java.nio.ByteBuffer into) {
            if (sent) {
                return Load.NONE;
            }
            sent = true;
            into.put(request);
            return 200;
        }
    }

    private void takeIfGenuine(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean genuine = isGenuine(
                exchange.getRequestHeaders().getFirst("telnyx-timestamp"),
                exchange.getRequestHeaders().getFirst("telnyx-signature-ed25519"),
                body);
        if (genuine) {
            bodies.add(new String(body, StandardCharsets.UTF_8));
        }
        exchange.getResponseHeaders().set("Content-Length", "0");
        exchange.sendResponseHeaders(genuine ? 200 : 401, -1);
        exchange.close();
    }

    private boolean isGenuine(String timestamp, String signature, byte[] body) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key.publicKey());
            verifier.update((timestamp + "|").getBytes(StandardCharsets.UTF_8));
            verifier.update(body);
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
