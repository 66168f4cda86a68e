package dev.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboundHttpTest {

    private final Vertx vertx = Vertx.vertx();
    private final OutboundHttp http = new OutboundHttp(vertx, Duration.ofMillis(500), 4);
    private final AtomicInteger requests = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    @Test
    void carriesTheKeyAndReadsTheBody() {
        HttpAnswer answer = ask(request ->
                request.response().setStatusCode(201).end("{\"key\":\"" + request.getHeader("authorization") + "\"}"));

        assertThat(answer.done()).isTrue();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("key").asText()).isEqualTo("Bearer secret");
    }

    @Test
    void namesTheErrorButNotTheRequest() {
        HttpAnswer answer = ask(request -> request.response()
                .setStatusCode(422)
                .end("{\"errors\":[{\"code\":\"10015\",\"title\":\"Bad\",\"detail\":\"invalid connection_id\"}]}"));

        assertThat(answer.result()).isEqualTo(HttpResult.REFUSED);
        assertThat(answer.reason())
                .isEqualTo("HTTP 422: 10015 invalid connection_id")
                .doesNotContain("secret");
    }

    @Test
    void readsTheOtherErrorShape() {
        HttpAnswer answer = ask(request -> request.response()
                .setStatusCode(422)
                .end("{\"detail\":[{\"loc\":[\"body\",\"name\"],\"msg\":\"Field required\",\"type\":\"missing\"}]}"));

        assertThat(answer.reason()).isEqualTo("HTTP 422: Field required");
    }

    @Test
    void obeysRetryAfter() {
        HttpAnswer answer = ask(request -> request.response()
                .setStatusCode(429)
                .putHeader("retry-after", "7")
                .putHeader("x-ratelimit-reset", "9")
                .end());

        assertThat(answer.result()).isEqualTo(HttpResult.THROTTLED);
        assertThat(answer.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void fallsBackToTheRateLimitsReset() {
        HttpAnswer answer = ask(request -> request.response()
                .setStatusCode(429)
                .putHeader("x-ratelimit-reset", "3")
                .end());

        assertThat(answer.retryAfter()).contains(Duration.ofSeconds(3));
    }

    @Test
    void callsABrokenConnectionUnclearAndSendsOnce() {
        HttpAnswer answer = ask(request -> request.connection().close());

        assertThat(answer.result()).isEqualTo(HttpResult.UNCLEAR);
        assertThat(requests).hasValue(1);
    }

    @Test
    void callsAMissingAnswerUnclear() {
        HttpAnswer answer = ask(request -> {});

        assertThat(answer.result()).isEqualTo(HttpResult.UNCLEAR);
    }

    @Test
    void knowsThatNothingWasSentWhereNobodyListens() {
        HttpAnswer answer = http.send(HttpMethod.GET, "http://127.0.0.1:1/", Optional.empty(), Optional.empty())
                .await()
                .indefinitely();

        assertThat(answer.result()).isEqualTo(HttpResult.NOT_SENT);
    }

    @Test
    void answersForAnAddressThatIsNone() {
        HttpAnswer answer = http.send(HttpMethod.GET, "not a url", Optional.empty(), Optional.empty())
                .await()
                .indefinitely();

        assertThat(answer.result()).isEqualTo(HttpResult.NOT_SENT);
        assertThat(answer.reason()).isEqualTo("the address is not a URL");
    }

    @Test
    void toleratesABodyThatIsNotJson() {
        HttpAnswer answer = ask(request -> request.response().setStatusCode(502).end("<html>Bad gateway</html>"));

        assertThat(answer.result()).isEqualTo(HttpResult.UNCLEAR);
        assertThat(answer.body().isMissingNode()).isTrue();
    }

    private HttpAnswer ask(Consumer<HttpServerRequest> server) {
        int port = vertx.getDelegate()
                .createHttpServer()
                .requestHandler(request -> {
                    requests.incrementAndGet();
                    server.accept(request);
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        return http.send(
                        HttpMethod.POST,
                        "http://127.0.0.1:" + port + "/v2/things",
                        Optional.of("secret"),
                        Optional.of(JsonNodeFactory.instance.objectNode().put("a", 1)))
                .await()
                .indefinitely();
    }
}
