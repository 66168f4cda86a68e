package dev.switchboard.insight;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The part of the Telnyx API that this service asks, on the service's own port. */
@ApplicationScoped
public class FakeTelnyx {

    record Request(String method, String uri, String body) {}

    private record Answer(int status, String body) {}

    private static final Answer NOT_FOUND =
            new Answer(404, "{\"errors\":[{\"code\":\"10005\",\"title\":\"Not found\"}]}");

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, Integer> faults = new ConcurrentHashMap<>();

    void serve(@Observes Router router) {
        router.route("/fake-telnyx/*").order(-1).handler(BodyHandler.create()).handler(this::answer);
    }

    /** What a GET of this path, with its query, or any PUT to it is answered. */
    void answers(String path, int status, String body) {
        answers.put(path, new Answer(status, body));
    }

    /** The next requests of this path fail. */
    void failsNext(String path, int times) {
        faults.put(path, times);
    }

    List<Request> requests(String method, String uriPart) {
        return requests.stream()
                .filter(request ->
                        request.method().equals(method) && request.uri().contains(uriPart))
                .toList();
    }

    private void answer(RoutingContext context) {
        String uri = context.request().uri().substring("/fake-telnyx".length());
        String authorization = String.valueOf(context.request().getHeader("authorization"));
        requests.add(new Request(
                context.request().method().name(), uri, context.body().asString()));
        Answer answer = authorization.equals("Bearer KEY-for-tests")
                ? isFaulty(uri) ? new Answer(500, "") : answers.getOrDefault(uri, otherwise(uri))
                : new Answer(401, "");
        context.response()
                .setStatusCode(answer.status())
                .putHeader("content-type", "application/json")
                .end(answer.body());
    }

    private boolean isFaulty(String uri) {
        Integer left = faults.computeIfPresent(uri, (path, times) -> times == 0 ? null : times - 1);
        return left != null;
    }

    private static Answer otherwise(String uri) {
        return uri.startsWith("/ai/conversations?")
                ? new Answer(200, new JsonObject().put("data", List.of()).encode())
                : NOT_FOUND;
    }
}
