package dev.switchboard.gateway.http;

import dev.switchboard.gateway.application.RecordWebhook;
import dev.switchboard.gateway.config.GatewayConfig;
import dev.switchboard.gateway.domain.Received;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What every door does alike: takes a body up to its limit, has it recorded, answers. Everything runs on the request's
 * event loop and nothing in it blocks. It stays below the framework's resources because a signature is over the bytes as
 * they came.
 */
@ApplicationScoped
class Intake {

    private static final int USUAL_SIZE = 2048;
    /** What an announcement alone may make us set aside: anybody can announce, before any signature is seen. */
    private static final int MOST_ON_TRUST = 16 << 10;
    /** Beyond it the server itself cuts the connection, without an answer. */
    private static final long SERVER_LIMIT = 10L << 20;

    /** Never stored: they say who may, not what happened. */
    private static final Set<String> SECRET_HEADERS =
            Set.of("authorization", "proxy-authorization", "cookie", TelegramUpdates.SECRET_TOKEN);

    private final RecordWebhook recordWebhook;
    private final Tally tally;
    private final int maxBody;

    Intake(RecordWebhook recordWebhook, Tally tally, GatewayConfig config) {
        this.recordWebhook = recordWebhook;
        this.tally = tally;
        this.maxBody = maxBody(config.maxBody().asLongValue());
    }

    private static int maxBody(long bytes) {
        if (bytes < 1 || bytes > SERVER_LIMIT) {
            throw new IllegalArgumentException(
                    "switchboard.gateway.max-body: " + bytes + " bytes, expected 1 to " + SERVER_LIMIT);
        }
        return (int) bytes;
    }

    /** Whether the body is announced to be larger than any that is taken. */
    boolean isTooLarge(HttpServerRequest request) {
        return announcedSize(request) > maxBody;
    }

    /** Reads the body and gives it away whole; answers by itself if it is too large. */
    void read(HttpServerRequest request, Consumer<byte[]> whole) {
        Buffer body = Buffer.buffer((int) Math.min(MOST_ON_TRUST, Math.max(announcedSize(request), USUAL_SIZE)));
        request.handler(chunk -> {
            if (body.length() + chunk.length() <= maxBody) {
                body.appendBuffer(chunk);
            } else {
                // The rest is read and dropped: closing at once would hide the answer from the sender.
                request.handler(null).endHandler(null);
                answer(request, Answer.TOO_LARGE);
            }
        });
        request.endHandler(ended -> whole.accept(body.getBytes()));
    }

    /** The edge of the service: the one place that subscribes by hand, because the router has no {@code Uni} to return. */
    void record(HttpServerRequest request, Received received, long start) {
        var loop = Vertx.currentContext();
        recordWebhook
                .record(received)
                .emitOn(answer -> loop.runOnContext(ignored -> answer.run()))
                .subscribe()
                .with(recording -> {
                    tally.time(System.nanoTime() - start);
                    answer(request, Answer.to(recording));
                });
    }

    void answer(HttpServerRequest request, Answer answer) {
        tally.count(answer);
        HttpServerResponse response = request.response();
        if (isGone(response)) {
            return;
        }
        response.setStatusCode(answer.status());
        if (answer.isPassing()) {
            response.putHeader("retry-after", "1");
        }
        if (answer.isProblem()) {
            response.putHeader("content-type", "application/problem+json").end(answer.problem());
        } else {
            response.end();
        }
    }

    /** With a body of its own. */
    void reply(HttpServerRequest request, Answer answer, String json) {
        tally.count(answer);
        HttpServerResponse response = request.response();
        if (!isGone(response)) {
            response.setStatusCode(answer.status())
                    .putHeader("content-type", "application/json")
                    .end(json);
        }
    }

    private static boolean isGone(HttpServerResponse response) {
        return response.ended() || response.closed();
    }

    /** Whether the body is of that media type and not encoded; a type that is not named passes. */
    static boolean isPlain(HttpServerRequest request, String mediaType, String suffix) {
        String encoding = request.getHeader("content-encoding");
        String type = request.getHeader("content-type");
        boolean plain = encoding == null || encoding.equalsIgnoreCase("identity");
        if (!plain || type == null) {
            return plain;
        }
        String essence = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return essence.equals(mediaType) || (!suffix.isEmpty() && essence.endsWith(suffix));
    }

    /** 0 if it is not announced; what cannot be read counts as endless. */
    private static long announcedSize(HttpServerRequest request) {
        String length = request.getHeader("content-length");
        if (length == null) {
            return 0;
        }
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** As received, names in lower case, without secrets. */
    static Map<String, String> headers(MultiMap received) {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, String> header : received) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!SECRET_HEADERS.contains(name)) {
                headers.merge(name, header.getValue(), (first, next) -> first + ", " + next);
            }
        }
        return headers;
    }
}
