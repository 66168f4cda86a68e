package dev.switchboard.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.http.HttpAnswer;
import dev.switchboard.http.HttpResult;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelnyxTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    @Test
    void speaksToTelnyxWithTheKeyOfTheAccount() {
        int port = echoingServer();
        Telnyx telnyx = new Telnyx(vertx, accounts("http://127.0.0.1:" + port + "/v2"));

        HttpAnswer answer =
                telnyx.get("acme", "/ai/missions?page%5Bsize%5D=1").await().indefinitely();

        assertThat(answer.body().path("uri").asText()).isEqualTo("/v2/ai/missions?page%5Bsize%5D=1");
        assertThat(answer.body().path("key").asText()).isEqualTo("Bearer KEY-of-acme");
    }

    @Test
    void namesTheSettingThatIsMissing() {
        Telnyx telnyx = new Telnyx(vertx, accounts("http://127.0.0.1:1/v2"));

        HttpAnswer answer = telnyx.get("nobody", "/ai/missions").await().indefinitely();

        assertThat(answer.result()).isEqualTo(HttpResult.UNAUTHORISED);
        assertThat(answer.reason()).contains("switchboard.telnyx.keys.nobody");
    }

    private int echoingServer() {
        return vertx.getDelegate()
                .createHttpServer()
                .requestHandler(request -> request.response()
                        .end("{\"uri\":\"" + request.uri() + "\",\"key\":\"" + request.getHeader("authorization")
                                + "\"}"))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private static TelnyxAccounts accounts(String url) {
        return new TelnyxAccounts() {
            @Override
            public String url() {
                return url;
            }

            @Override
            public Duration timeout() {
                return Duration.ofSeconds(2);
            }

            @Override
            public int connections() {
                return 2;
            }

            @Override
            public Map<String, String> keys() {
                return Map.of("acme", "KEY-of-acme");
            }
        };
    }
}
