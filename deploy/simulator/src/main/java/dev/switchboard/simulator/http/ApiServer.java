package dev.switchboard.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.simulator.script.CurrentScript;
import dev.switchboard.simulator.script.Faults;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.time.Turns;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The HTTP side: authentication, faults, counting, and one turn per request. What a route changed is saved before the
 * answer leaves.
 */
public final class ApiServer {

    private static final Logger LOG = Logger.getLogger(ApiServer.class.getName());
    private static final int LARGEST_BODY = 10_000_000;

    /** One family of routes below one prefix. */
    interface Family {
        void register(Routes routes);
    }

    private final Vertx vertx;
    private final Turns turns;
    private final CurrentScript script;
    private final Optional<String> apiKey;
    private final RequestCounts counts;

    public ApiServer(Vertx vertx, Turns turns, CurrentScript script, Optional<String> apiKey, RequestCounts counts) {
        this.vertx = vertx;
        this.turns = turns;
        this.script = script;
        this.apiKey = apiKey;
        this.counts = counts;
    }

    /** Listens on the loopback address; port 0 picks a free one. */
    Future<HttpServer> listen(int port, List<Family> telnyx, List<Family> others) {
        Router root = Router.router(vertx);
        root.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        for (Family family : telnyx) {
            family.register((method, path, route) -> add(root, method, "/v2" + path, path, route, true));
        }
        for (Family family : others) {
            family.register((method, path, route) -> add(root, method, path, path, route, false));
        }
        root.route().handler(context -> {
            boolean known = !context.request().path().startsWith("/v2") || isAuthorized(context);
            send(context, known ? Problems.noSuchRoute() : Problems.unauthorized());
        });
        root.errorHandler(405, context -> send(context, Problems.noSuchRoute()));
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setMaxInitialLineLength(16_384)
                .setTcpNoDelay(true);
        return vertx.createHttpServer(options).requestHandler(root).listen();
    }

    private void add(
            Router root, String method, String path, String shownPath, Routes.Route route, boolean faultsApply) {
        String name = method + ' ' + shownPath;
        root.route(HttpMethod.valueOf(method), path.replaceAll("\\{(\\w+)}", ":$1"))
                .handler(context -> serve(context, name, route, faultsApply));
    }

    private void serve(RoutingContext context, String name, Routes.Route route, boolean telnyx) {
        long number = counts.count(name);
        if (telnyx && !isAuthorized(context)) {
            send(context, Problems.unauthorized());
            return;
        }
        Faults faults = telnyx ? script.get().faults() : Faults.NONE;
        String about = name + '|' + number;
        if (script.dice().strikes(faults.http500(), "http_500", about)) {
            send(context, Problems.serverFault());
            return;
        }
        if (script.dice().strikes(faults.http429(), "http_429", about)) {
            send(context, Problems.tooManyRequests());
            return;
        }
        Answer answer = answer(context, route);
        if (telnyx && !name.contains(" /ai/")) {
            answer = Problems.inErrorsShape(answer);
        }
        counts.answered(turns.now().toString(), name, answer.status());
        boolean mutates = context.request().method() != HttpMethod.GET;
        if (mutates
                && answer.status() < 300
                && script.dice().strikes(faults.acceptThenDrop(), "accept_then_drop", about)) {
            context.request().connection().close();
            return;
        }
        send(context, answer);
    }

    private Answer answer(RoutingContext context, Routes.Route route) {
        turns.begin();
        try {
            return route.answer(new Asked(context));
        } catch (Refused e) {
            return e.answer();
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "request failed: " + context.request().path(), e);
            return Problems.serverFault();
        } finally {
            turns.end();
        }
    }

    private boolean isAuthorized(RoutingContext context) {
        String header = context.request().getHeader("authorization");
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return false;
        }
        String key = header.substring(7).strip();
        return apiKey.map(key::equals).orElse(!key.isEmpty());
    }

    private static void send(RoutingContext context, Answer answer) {
        HttpServerResponse response = context.response().setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        if (answer.body() == null) {
            response.end();
            return;
        }
        response.putHeader("content-type", "application/json").end(buffer(answer.body()));
    }

    private static Buffer buffer(JsonNode body) {
        try {
            return Buffer.buffer(Json.MAPPER.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
