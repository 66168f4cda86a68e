package dev.switchboard.scheduler;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Dials, live calls and the actions on them. Fates are asked for by number, or by the name of an action. */
public class FakeCalls {

    /** A command that has arrived. */
    public record Action(String control, String name, JsonObject body, String method) {}

    /** The application of every assistant. */
    public static final String TEXML_APP = "app-1";

    private final FakeTelnyx telnyx;
    private final List<JsonObject> dials = new CopyOnWriteArrayList<>();
    private final List<Action> actions = new CopyOnWriteArrayList<>();
    private final Map<String, JsonObject> live = new ConcurrentHashMap<>();

    FakeCalls(FakeTelnyx telnyx) {
        this.telnyx = telnyx;
    }

    void reset() {
        dials.clear();
        actions.clear();
        live.clear();
    }

    public List<JsonObject> dials(String phone) {
        return dials.stream().filter(body -> phone.equals(body.getString("to"))).toList();
    }

    /** Telnyx's id of the calls to a number. */
    public static String controlOf(String phone) {
        return "v3:" + phone;
    }

    public List<Action> actions(String phone) {
        return actions.stream()
                .filter(action -> action.control().equals(controlOf(phone)))
                .toList();
    }

    /** Call control ids that were hung up. */
    public List<String> hangups() {
        return actions.stream()
                .filter(action -> action.name().equals("hangup"))
                .map(Action::control)
                .toList();
    }

    public List<String> actionNames(String phone) {
        return actions(phone).stream().map(Action::name).toList();
    }

    /** The call has ended without anybody having been told. */
    public void end(String phone, int durationSecs) {
        live.get(controlOf(phone)).put("is_alive", false).put("call_duration", durationSecs);
    }

    boolean handles(String path) {
        return path.startsWith("/v2/calls")
                || path.startsWith("/v2/connections")
                || path.startsWith("/v2/texml")
                || path.matches("/v2/ai/assistants/[^/]+");
    }

    void handle(HttpServerRequest request, JsonObject body) {
        String[] path = request.path().split("/");
        if (path[2].equals("ai")) {
            FakeTelnyx.answer(
                    request,
                    200,
                    new JsonObject()
                            .put("id", path[4])
                            .put("telephony_settings", new JsonObject().put("default_texml_app_id", TEXML_APP)));
        } else if (path[2].equals("texml")) {
            callByTexml(request, path[4], body);
        } else if (path[2].equals("connections")) {
            list(request);
        } else if (path.length == 3) {
            dial(request, body);
        } else if (path.length == 4) {
            show(request, decoded(path[3]));
        } else {
            act(request, decoded(path[3]), path[5], body);
        }
    }

    private static String decoded(String text) {
        return java.net.URLDecoder.decode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    private void dial(HttpServerRequest request, JsonObject body) {
        dials.add(body);
        switch (telnyx.fateOf(body.getString("to"))) {
            case ACCEPT -> data(request, accept(body));
            case ACCEPT_THEN_DROP -> {
                accept(body);
                request.connection().close();
            }
            case DROP -> request.connection().close();
            case TOO_MANY -> FakeTelnyx.answer(request, 429, FakeTelnyx.error("90103", "Too many dials"));
            default -> FakeTelnyx.answer(request, 422, FakeTelnyx.error("10015", "Invalid connection_id"));
        }
    }

    private void callByTexml(HttpServerRequest request, String application, JsonObject body) {
        JsonObject dial = body.copy().put("application", application).put("to", body.getString("To"));
        dials.add(dial);
        switch (telnyx.fateOf(body.getString("To"))) {
            case ACCEPT ->
                FakeTelnyx.answer(
                        request,
                        200,
                        new JsonObject()
                                .put("call_sid", accept(dial).getString("call_control_id"))
                                .put("status", "queued"));
            case ACCEPT_THEN_DROP -> {
                accept(dial);
                request.connection().close();
            }
            default -> request.connection().close();
        }
    }

    private JsonObject accept(JsonObject body) {
        String control = controlOf(body.getString("to"));
        JsonObject call = new JsonObject()
                .put("call_control_id", control)
                .put("call_session_id", "session-" + control)
                .put("client_state", body.getString("client_state"))
                .put("is_alive", true)
                .put("call_duration", 0);
        live.put(control, call);
        return call;
    }

    private void list(HttpServerRequest request) {
        if (telnyx.listsFail()) {
            FakeTelnyx.answer(request, 500, FakeTelnyx.error("10007", "Unexpected error"));
            return;
        }
        JsonArray all = new JsonArray();
        live.values().stream().filter(call -> call.getBoolean("is_alive")).forEach(all::add);
        FakeTelnyx.answer(
                request,
                200,
                new JsonObject()
                        .put("data", all)
                        .put("meta", new JsonObject().put("total_pages", 1).put("total_results", all.size())));
    }

    private void show(HttpServerRequest request, String control) {
        if (live.containsKey(control)) {
            data(request, live.get(control));
        } else {
            FakeTelnyx.answer(request, 422, FakeTelnyx.error("90015", "Invalid Call Control ID"));
        }
    }

    private void act(HttpServerRequest request, String control, String name, JsonObject body) {
        actions.add(new Action(control, name, body, request.method().name()));
        switch (telnyx.fateOf(name)) {
            case ACCEPT -> {
                JsonObject result = new JsonObject().put("result", "ok");
                if (name.equals("ai_assistant_start")) {
                    result.put("conversation_id", "conversation-" + control);
                }
                data(request, result);
            }
            case DROP, ACCEPT_THEN_DROP -> request.connection().close();
            case TOO_MANY -> FakeTelnyx.answer(request, 429, FakeTelnyx.error("10011", "Too many requests"));
            case TIME_PASSED -> FakeTelnyx.answer(request, 422, FakeTelnyx.error("90018", "Call has already ended"));
            default -> FakeTelnyx.answer(request, 422, FakeTelnyx.error("10015", "Invalid value for assistant"));
        }
    }

    private static void data(HttpServerRequest request, JsonObject data) {
        FakeTelnyx.answer(request, 200, new JsonObject().put("data", data));
    }
}
