package dev.switchboard.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * JSON over HTTP without blocking. The {@code Uni} never fails: whatever happens is an {@link HttpAnswer}. It never
 * repeats a request by itself; when to repeat is decided where the state is kept.
 */
public final class OutboundHttp {

    /** Numbers that say what is wrong are worth logging; a whole page of HTML is not. */
    private static final int REASON_LENGTH = 200;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final WebClient client;
    private final Duration timeout;

    /**
     * @param timeout real time until an answer must be there
     * @param connections open at once to one host
     */
    public OutboundHttp(Vertx vertx, Duration timeout, int connections) {
        this.timeout = timeout;
        this.client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setUserAgent("switchboard/1")
                        .setMaxPoolSize(connections)
                        .setKeepAlive(true)
                        .setTcpNoDelay(true)
                        .setConnectTimeout((int) timeout.toMillis())
                        .setKeepAliveTimeout(30));
    }

    /** Sends a request each time the {@code Uni} is subscribed to; {@code body} may be absent. */
    public Uni<HttpAnswer> send(HttpMethod method, String url, Optional<String> bearer, Optional<JsonNode> body) {
        return Uni.createFrom().deferred(() -> {
            HttpRequest<Buffer> request;
            try {
                request = client.requestAbs(method, url);
            } catch (RuntimeException e) {
                return Uni.createFrom().item(HttpAnswer.notSent("the address is not a URL"));
            }
            return send(request, bearer, body);
        });
    }

    private Uni<HttpAnswer> send(HttpRequest<Buffer> request, Optional<String> bearer, Optional<JsonNode> body) {
        request.timeout(timeout.toMillis()).putHeader("accept", "application/json");
        bearer.ifPresent(token -> request.putHeader("authorization", "Bearer " + token));
        Uni<HttpResponse<Buffer>> response = body.map(json ->
                        request.putHeader("content-type", "application/json").sendBuffer(Buffer.buffer(write(json))))
                .orElseGet(request::send);
        return response.map(OutboundHttp::answer).onFailure().recoverWithItem(HttpAnswer::failed);
    }

    private static byte[] write(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("request body is not writable as JSON", e);
        }
    }

    private static HttpAnswer answer(HttpResponse<Buffer> response) {
        HttpResult result = HttpResult.ofStatus(response.statusCode());
        JsonNode body = read(response.body());
        return new HttpAnswer(
                result,
                response.statusCode(),
                body,
                retryAfter(response),
                result == HttpResult.DONE ? "" : "HTTP " + response.statusCode() + detail(body));
    }

    private static JsonNode read(Buffer buffer) {
        if (buffer == null || buffer.length() == 0) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(buffer.getBytes());
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** Both error shapes of the contract (section 0), cut short. */
    private static String detail(JsonNode body) {
        JsonNode error = body.path("errors").path(0);
        String text = error.isMissingNode()
                ? body.path("detail").path(0).path("msg").asText("")
                : (error.path("code").asText("") + " "
                        + error.path("detail").asText(error.path("title").asText("")));
        if (text.isBlank()) {
            return "";
        }
        return ": " + text.strip().substring(0, Math.min(text.strip().length(), REASON_LENGTH));
    }

    /** {@code Retry-After} or {@code x-ratelimit-reset}, both in seconds (contract, section 0). */
    private static Optional<Duration> retryAfter(HttpResponse<Buffer> response) {
        return seconds(response.getHeader("retry-after"))
                .or(() -> seconds(response.getHeader("x-ratelimit-reset")))
                .filter(wait -> response.statusCode() == 429);
    }

    private static Optional<Duration> seconds(String header) {
        if (header == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.ofMillis((long) (Double.parseDouble(header.strip()) * 1000)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
