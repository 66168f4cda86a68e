package dev.switchboard.scheduler;

import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The scheduled-events part of Telnyx, with the misfortunes that a test asks for. */
@Startup
@ApplicationScoped
public class FakeTelnyx {

    /** What becomes of the next request for a number. */
    public enum Fate {
        ACCEPT,
        /** It takes effect, the answer is lost. */
        ACCEPT_THEN_DROP,
        /** It has no effect, the answer is lost. */
        DROP,
        TOO_MANY,
        WRONG,
        TIME_PASSED,
        UNAUTHORISED,
        FORBIDDEN,
        /** It takes effect, the answer waits for {@link FakeTelnyx#release}. */
        ACCEPT_AND_HOLD
    }

    private final Vertx vertx = Vertx.vertx();
    private final int port;
    private final Map<String, Deque<Fate>> fates = new ConcurrentHashMap<>();
    private final List<JsonObject> requests = new CopyOnWriteArrayList<>();
    private final Map<String, JsonObject> events = new ConcurrentHashMap<>();
    private final List<Runnable> held = new CopyOnWriteArrayList<>();
    private final List<String> deleted = new CopyOnWriteArrayList<>();
    private final FakeCalls calls = new FakeCalls(this);
    private volatile int lists;
    private volatile boolean listsFail;
    private volatile boolean assistantsGone;

    FakeTelnyx(@ConfigProperty(name = "test.telnyx.port") int port) {
        this.port = port;
    }

    @PostConstruct
    void listen() {
        vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @PreDestroy
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    public void reset() {
        fates.clear();
        requests.clear();
        events.clear();
        held.clear();
        deleted.clear();
        calls.reset();
        lists = 0;
        listsFail = false;
        assistantsGone = false;
    }

    public void next(String phone, Fate... fate) {
        fates.computeIfAbsent(phone, number -> new ArrayDeque<>()).addAll(List.of(fate));
    }

    /** Calls that were dialled, and what was done with them. */
    public FakeCalls calls() {
        return calls;
    }

    Fate fateOf(String what) {
        Deque<Fate> waiting = fates.getOrDefault(what, new ArrayDeque<>());
        return waiting.isEmpty() ? Fate.ACCEPT : waiting.poll();
    }

    boolean listsFail() {
        return listsFail;
    }

    public void failLists(boolean fail) {
        listsFail = fail;
    }

    /** Every assistant is deleted, and its scheduled events with it. */
    public void deleteAssistants() {
        events.clear();
        assistantsGone = true;
    }

    public void release() {
        held.forEach(Runnable::run);
        held.clear();
    }

    public List<JsonObject> requestsFor(String phone) {
        return requests.stream()
                .filter(body -> phone.equals(body.getString("telnyx_end_user_target")))
                .toList();
    }

    public List<JsonObject> requests() {
        return List.copyOf(requests);
    }

    public List<JsonObject> eventsFor(String phone) {
        return events.values().stream()
                .filter(body -> phone.equals(body.getString("telnyx_end_user_target")))
                .toList();
    }

    public int lists() {
        return lists;
    }

    public List<String> deleted() {
        return deleted;
    }

    /** Call control ids that were hung up. */
    public List<String> hangups() {
        return calls.hangups();
    }

    /** The call of that number's event is over, and Telnyx says so when asked. */
    public void finish(String phone, String callStatus) {
        eventsFor(phone)
                .forEach(event -> event.put("status", callStatus.equals("completed") ? "completed" : "failed")
                        .put("call_status", callStatus)
                        .put("call_duration", 42)
                        .put("conversation_id", "conversation-of-" + phone));
    }

    /** An event that was accepted without anybody having heard of it. */
    public void plant(String assistantId, String phone, UUID attemptId) {
        String id = UUID.randomUUID().toString();
        events.put(
                id,
                new JsonObject()
                        .put("scheduled_event_id", id)
                        .put("assistant_id", assistantId)
                        .put("telnyx_end_user_target", phone)
                        .put("status", "pending")
                        .put("conversation_metadata", new JsonObject().put("attempt_id", attemptId.toString())));
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            String path = request.path();
            if (calls.handles(path)) {
                calls.handle(request, body.length() == 0 ? new JsonObject() : body.toJsonObject());
                return;
            }
            switch (request.method().name()) {
                case "POST" -> create(request, body.toJsonObject());
                case "GET" -> list(request, path.split("/")[4]);
                default -> delete(request, path.substring(path.lastIndexOf('/') + 1));
            }
        });
    }

    private void create(HttpServerRequest request, JsonObject body) {
        requests.add(body);
        switch (fateOf(body.getString("telnyx_end_user_target"))) {
            case ACCEPT -> answer(request, 201, accept(request, body));
            case ACCEPT_THEN_DROP -> {
                accept(request, body);
                request.connection().close();
            }
            case ACCEPT_AND_HOLD -> {
                JsonObject event = accept(request, body);
                held.add(() -> answer(request, 201, event));
            }
            case DROP -> request.connection().close();
            case TOO_MANY -> {
                request.response().putHeader("retry-after", "30");
                answer(request, 429, error("10011", "Too many requests"));
            }
            case WRONG -> answer(request, 422, invalid("telnyx_agent_target", "not one of your numbers"));
            case TIME_PASSED -> answer(request, 400, invalid("scheduled_at_fixed_datetime", "must be in the future"));
            case UNAUTHORISED -> answer(request, 401, error("10009", "Authentication failed"));
            case FORBIDDEN -> answer(request, 403, error("10010", "Authorization failed"));
        }
    }

    private JsonObject accept(HttpServerRequest request, JsonObject body) {
        String id = UUID.randomUUID().toString();
        JsonObject event = body.copy()
                .put("scheduled_event_id", id)
                .put("assistant_id", request.path().split("/")[4])
                .put("status", "pending")
                .put("call_attempts", new JsonArray());
        events.put(id, event);
        return event;
    }

    private void list(HttpServerRequest request, String assistant) {
        lists++;
        if (assistantsGone) {
            answer(request, 404, error("10005", "Resource not found"));
            return;
        }
        if (listsFail) {
            answer(request, 500, error("10007", "Unexpected error"));
            return;
        }
        List<JsonObject> all = events.values().stream()
                .filter(event -> assistant.equals(event.getString("assistant_id")))
                .collect(Collectors.toCollection(ArrayList::new));
        answer(
                request,
                200,
                new JsonObject()
                        .put("data", new JsonArray(all))
                        .put(
                                "meta",
                                new JsonObject()
                                        .put("page_number", 1)
                                        .put("page_size", 100)
                                        .put("total_pages", 1)
                                        .put("total_results", all.size())));
    }

    private void delete(HttpServerRequest request, String id) {
        deleted.add(id);
        events.remove(id);
        request.response().setStatusCode(200).end();
    }

    static JsonObject error(String code, String title) {
        return new JsonObject()
                .put(
                        "errors",
                        new JsonArray().add(new JsonObject().put("code", code).put("title", title)));
    }

    private static JsonObject invalid(String field, String message) {
        return new JsonObject()
                .put(
                        "detail",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("loc", new JsonArray().add("body").add(field))
                                        .put("msg", message)
                                        .put("type", "value_error")));
    }

    static void answer(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(body.encode());
    }
}
