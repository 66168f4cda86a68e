package dev.switchboard.gateway.http;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.gateway.application.RecordWebhook;
import dev.switchboard.gateway.config.GatewayConfig;
import dev.switchboard.gateway.domain.Verdict;
import dev.switchboard.gateway.domain.Webhook;
import dev.switchboard.gateway.domain.WebhookSignatures;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code POST /webhooks/telnyx/{account}} and {@code POST /webhooks/telnyx} for the account {@code default}.
 *
 * <p>In this order, so that the cheapest refusal comes first: kind and announced size of the body, headers of the
 * signature, body up to its limit, signature, facts, recording. Everything runs on the request's event loop and nothing
 * in it blocks. It stays below the framework's resources because the signature is over the bytes as they came.
 */
@ApplicationScoped
class TelnyxWebhooks {

    private static final String SIGNATURE = "telnyx-signature-ed25519";
    private static final String TIMESTAMP = "telnyx-timestamp";
    private static final String DEFAULT_ACCOUNT = "default";
    private static final String ACCOUNT = "account";
    private static final int USUAL_SIZE = 2048;
    /** Beyond it the server itself cuts the connection, without an answer. */
    private static final long SERVER_LIMIT = 10L << 20;

    /** Never stored: they say who may, not what happened. */
    private static final Set<String> SECRET_HEADERS = Set.of("authorization", "proxy-authorization", "cookie");

    private final WebhookSignatures signatures;
    private final RecordWebhook recordWebhook;
    private final MissionClock clock;
    private final Tally tally;
    private final int maxBody;

    TelnyxWebhooks(
            WebhookSignatures signatures,
            RecordWebhook recordWebhook,
            MissionClock clock,
            Tally tally,
            GatewayConfig config) {
        this.signatures = signatures;
        this.recordWebhook = recordWebhook;
        this.clock = clock;
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

    void register(@Observes Router router) {
        for (String path : new String[] {"/webhooks/telnyx", "/webhooks/telnyx/:" + ACCOUNT}) {
            router.post(path).handler(this::receive);
            router.route(path).handler(context -> answer(context.request(), Answer.WRONG_METHOD));
        }
    }

    private void receive(RoutingContext context) {
        HttpServerRequest request = context.request();
        String named = context.pathParam(ACCOUNT);
        String account = named == null ? DEFAULT_ACCOUNT : named;
        if (!isPlainJson(request)) {
            answer(request, Answer.NOT_JSON);
            return;
        }
        if (announcedSize(request) > maxBody) {
            answer(request, Answer.TOO_LARGE);
            return;
        }
        Verdict soFar = signatures.judgeHeaders(account, request.getHeader(SIGNATURE), request.getHeader(TIMESTAMP));
        if (soFar != Verdict.GENUINE) {
            answer(request, Answer.to(soFar));
            return;
        }
        readBody(request, account);
    }

    private void readBody(HttpServerRequest request, String account) {
        Buffer body = Buffer.buffer((int) Math.max(announcedSize(request), USUAL_SIZE));
        request.handler(chunk -> {
            if (body.length() + chunk.length() <= maxBody) {
                body.appendBuffer(chunk);
            } else {
                // The rest is read and dropped: closing at once would hide the answer from the sender.
                request.handler(null).endHandler(null);
                answer(request, Answer.TOO_LARGE);
            }
        });
        request.endHandler(ended -> judge(request, account, body.getBytes()));
    }

    private void judge(HttpServerRequest request, String account, byte[] body) {
        long start = System.nanoTime();
        Verdict verdict = signatures.judge(account, request.getHeader(SIGNATURE), request.getHeader(TIMESTAMP), body);
        if (verdict != Verdict.GENUINE) {
            answer(request, Answer.to(verdict));
            return;
        }
        try {
            record(request, webhook(request, account, body), start);
        } catch (MalformedWebhookException e) {
            answer(request, Answer.MALFORMED);
        }
    }

    private Webhook webhook(HttpServerRequest request, String account, byte[] body) throws MalformedWebhookException {
        return Webhook.received(
                account, Envelopes.read(body), headers(request.headers()), body, Envelopes.text(body), clock.instant());
    }

    /** The edge of the service: the one place that subscribes by hand, because the router has no {@code Uni} to return. */
    private void record(HttpServerRequest request, Webhook webhook, long start) {
        var loop = io.vertx.core.Vertx.currentContext();
        recordWebhook
                .record(webhook)
                .emitOn(answer -> loop.runOnContext(ignored -> answer.run()))
                .subscribe()
                .with(recording -> {
                    tally.time(System.nanoTime() - start);
                    answer(request, Answer.to(recording));
                });
    }

    private void answer(HttpServerRequest request, Answer answer) {
        tally.count(answer);
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
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

    private static boolean isPlainJson(HttpServerRequest request) {
        String encoding = request.getHeader("content-encoding");
        String type = request.getHeader("content-type");
        return (encoding == null || encoding.equalsIgnoreCase("identity")) && (type == null || isJson(type));
    }

    private static boolean isJson(String type) {
        String essence = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return essence.equals("application/json") || essence.endsWith("+json");
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

    private static Map<String, String> headers(MultiMap received) {
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
