package dev.switchboard.mission.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.EventJson;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of Telnyx as mission-service speaks to, in memory; the key is the account. It can be told to fail. */
public final class FakeTelnyx implements AutoCloseable {

    /** A request as it came. */
    public record Asked(String account, String method, String path, JsonNode body) {}

    private enum Fault {
        /** The effect is there, the answer is not. */
        LOST_ANSWER,
        /** Neither effect nor success. */
        FAILS,
        THROTTLED,
        FORBIDDEN
    }

    private record Rule(String account, String method, Pattern path, Fault fault, AtomicInteger times) {}

    private static final class Shop {
        final Map<String, ObjectNode> assistants = new LinkedHashMap<>();
        final Map<String, List<ObjectNode>> versions = new HashMap<>();
        final Map<String, ObjectNode> insights = new LinkedHashMap<>();
        final Map<String, ObjectNode> groups = new LinkedHashMap<>();
        final Map<String, ObjectNode> numbers = new LinkedHashMap<>();
        final Map<String, ObjectNode> missions = new LinkedHashMap<>();
        final Map<String, Map<String, ObjectNode>> runs = new HashMap<>();
        final Map<String, ArrayNode> plans = new HashMap<>();
        final Map<String, Set<String>> agents = new HashMap<>();
        final Map<String, List<JsonNode>> events = new HashMap<>();
    }

    private static final String ID = "([^/]+)";

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Map<String, Shop> shops = new HashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private int lastId;

    public FakeTelnyx(int port) {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> serve(request, read(body.getBytes()))))
                .listen(port)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    // Telling it what to be like.

    public synchronized void number(String account, String phone, String connectionId, boolean hdVoice) {
        ObjectNode number = json().put("id", nextId("number"))
                .put("phone_number", phone)
                .put("status", "active")
                .put("connection_id", connectionId)
                .put("hd_voice_enabled", hdVoice);
        shop(account).numbers.put(number.path("id").asText(), number);
    }

    public void loseAnswers(String account, String method, String path, int times) {
        rules.add(new Rule(account, method, Pattern.compile(path), Fault.LOST_ANSWER, new AtomicInteger(times)));
    }

    public void fail(String account, String method, String path, int times) {
        rules.add(new Rule(account, method, Pattern.compile(path), Fault.FAILS, new AtomicInteger(times)));
    }

    public void throttle(String account, String method, String path, int times) {
        rules.add(new Rule(account, method, Pattern.compile(path), Fault.THROTTLED, new AtomicInteger(times)));
    }

    public void forbid(String account, String method, String path, int times) {
        rules.add(new Rule(account, method, Pattern.compile(path), Fault.FORBIDDEN, new AtomicInteger(times)));
    }

    // Asking what became of it.

    public List<Asked> asked(String account, String method, String path) {
        return asked.stream()
                .filter(one -> one.account().equals(account)
                        && one.method().equals(method)
                        && one.path().matches(path))
                .toList();
    }

    public synchronized List<JsonNode> assistants(String account) {
        return List.copyOf(shop(account).assistants.values());
    }

    public synchronized List<JsonNode> insights(String account) {
        return List.copyOf(shop(account).insights.values());
    }

    public synchronized List<JsonNode> groups(String account) {
        return List.copyOf(shop(account).groups.values());
    }

    public synchronized List<JsonNode> numbers(String account) {
        return List.copyOf(shop(account).numbers.values());
    }

    /** The missions that mirror ours with that id. */
    public synchronized List<JsonNode> missions(String account, String missionId) {
        return shop(account).missions.values().stream()
                .filter(mission -> mission.path("metadata")
                        .path("switchboard_mission_id")
                        .asText()
                        .equals(missionId))
                .map(JsonNode.class::cast)
                .toList();
    }

    public synchronized List<JsonNode> runs(String account, String providerMission) {
        return List.copyOf(
                shop(account).runs.getOrDefault(providerMission, Map.of()).values());
    }

    public synchronized JsonNode plan(String account, String providerRun) {
        return shop(account).plans.getOrDefault(providerRun, array());
    }

    public synchronized List<JsonNode> events(String account, String providerRun) {
        return List.copyOf(shop(account).events.getOrDefault(providerRun, List.of()));
    }

    public synchronized ObjectNode addAssistant(String account, JsonNode fields) {
        return createAssistant(shop(account), fields);
    }

    // Serving.

    private synchronized void serve(HttpServerRequest request, JsonNode body) {
        String account = request.getHeader("authorization").substring("Bearer key-of-".length());
        String method = request.method().name();
        String path = request.path().substring("/v2".length());
        asked.add(new Asked(account, method, path, body));
        Fault fault = fault(account, method, path);
        if (fault == Fault.FAILS) {
            answer(request, 500, json());
        } else if (fault == Fault.FORBIDDEN) {
            answer(request, 403, json());
        } else if (fault == Fault.THROTTLED) {
            request.response().putHeader("retry-after", "0.2");
            answer(request, 429, json());
        } else {
            Answer answer = answer(shop(account), method, path, body);
            if (fault == Fault.LOST_ANSWER) {
                request.connection().close();
            } else {
                answer(request, answer.status(), answer.body());
            }
        }
    }

    private Fault fault(String account, String method, String path) {
        return rules.stream()
                .filter(rule -> rule.account().equals(account)
                        && rule.method().equals(method)
                        && rule.path().matcher(path).matches()
                        && rule.times().getAndDecrement() > 0)
                .findFirst()
                .map(Rule::fault)
                .orElse(null);
    }

    private record Answer(int status, JsonNode body) {}

    /** Contract, section 1. */
    private record Move(Set<String> from, String to) {}

    private static final Map<String, Move> MOVES = Map.of(
            "/pause", new Move(Set.of("running"), "paused"),
            "/resume", new Move(Set.of("paused"), "running"),
            "/cancel", new Move(Set.of("running", "paused"), "cancelled"));

    private Answer answer(Shop shop, String method, String path, JsonNode body) {
        String route = method + " " + path;
        if (route.equals("GET /ai/assistants")) {
            return new Answer(200, json().set("data", list(shop.assistants)));
        }
        if (route.equals("POST /ai/assistants")) {
            return new Answer(200, createAssistant(shop, body));
        }
        Matcher deleted = Pattern.compile("DELETE /ai/assistants/" + ID).matcher(route);
        if (deleted.matches()) {
            return shop.assistants.remove(deleted.group(1)) == null
                    ? missing()
                    : new Answer(200, json().put("id", deleted.group(1)).put("deleted", true));
        }
        Matcher assistant = Pattern.compile("(GET|POST) /ai/assistants/" + ID).matcher(route);
        if (assistant.matches()) {
            return updated(shop, assistant.group(2), method, body);
        }
        Matcher versions =
                Pattern.compile("GET /ai/assistants/" + ID + "/versions").matcher(route);
        if (versions.matches()) {
            ObjectNode all = json();
            shop.versions.getOrDefault(versions.group(1), List.of()).forEach(all.withArray("/data")::add);
            return new Answer(200, all);
        }
        if (route.equals("GET /ai/conversations/insights")) {
            return page(list(shop.insights));
        }
        if (route.equals("POST /ai/conversations/insights")) {
            return data(200, create(shop.insights, "insight", body));
        }
        Matcher insight =
                Pattern.compile("GET /ai/conversations/insights/" + ID).matcher(route);
        if (insight.matches()) {
            ObjectNode found = shop.insights.get(insight.group(1));
            return found == null ? missing() : data(200, found);
        }
        if (route.equals("GET /ai/conversations/insight-groups")) {
            return page(list(shop.groups));
        }
        if (route.equals("POST /ai/conversations/insight-groups")) {
            ObjectNode group = create(shop.groups, "group", body);
            group.putArray("insights");
            return data(200, group);
        }
        Matcher assign = Pattern.compile("POST /ai/conversations/insight-groups/" + ID + "/insights/" + ID + "/assign")
                .matcher(route);
        if (assign.matches()) {
            shop.groups.get(assign.group(1)).withArray("/insights").add(shop.insights.get(assign.group(2)));
            return new Answer(200, null);
        }
        Matcher group =
                Pattern.compile("GET /ai/conversations/insight-groups/" + ID).matcher(route);
        if (group.matches()) {
            ObjectNode found = shop.groups.get(group.group(1));
            return found == null ? missing() : data(200, found);
        }
        if (route.equals("GET /phone_numbers")) {
            return page(list(shop.numbers));
        }
        Matcher oneNumber = Pattern.compile("GET /phone_numbers/" + ID).matcher(route);
        if (oneNumber.matches()) {
            ObjectNode found = shop.numbers.get(oneNumber.group(1));
            return found == null ? missing() : data(200, found);
        }
        Matcher number = Pattern.compile("PATCH /phone_numbers/" + ID).matcher(route);
        if (number.matches()) {
            return data(200, shop.numbers.get(number.group(1)).setAll((ObjectNode) body));
        }
        return mission(shop, method, path, body);
    }

    private Answer mission(Shop shop, String method, String path, JsonNode body) {
        String route = method + " " + path;
        if (route.equals("GET /ai/missions")) {
            return page(list(shop.missions));
        }
        if (route.equals("POST /ai/missions")) {
            String id = nextId("mission");
            ObjectNode mission = body.<ObjectNode>deepCopy().put("mission_id", id);
            shop.missions.put(id, mission);
            return data(201, mission);
        }
        Matcher runs =
                Pattern.compile("(GET|POST) /ai/missions/" + ID + "/runs").matcher(route);
        if (runs.matches()) {
            Map<String, ObjectNode> ofMission = shop.runs.computeIfAbsent(runs.group(2), id -> new LinkedHashMap<>());
            if (method.equals("GET")) {
                return page(list(ofMission));
            }
            String id = nextId("run");
            ofMission.put(id, body.<ObjectNode>deepCopy().put("run_id", id).put("status", "pending"));
            return data(201, ofMission.get(id));
        }
        Matcher ofRun =
                Pattern.compile("/ai/missions/" + ID + "/runs/" + ID + "(/.*)?").matcher(path);
        if (!ofRun.matches()) {
            return missing();
        }
        String run = ofRun.group(2);
        String rest = ofRun.group(3) == null ? "" : ofRun.group(3);
        if (method.equals("PATCH") && rest.isEmpty()) {
            return data(200, shop.runs.get(ofRun.group(1)).get(run).setAll((ObjectNode) body));
        }
        if (method.equals("GET") && rest.isEmpty()) {
            return data(200, shop.runs.get(ofRun.group(1)).get(run));
        }
        if (method.equals("POST") && MOVES.containsKey(rest)) {
            return moved(shop.runs.get(ofRun.group(1)).get(run), MOVES.get(rest));
        }
        if (rest.equals("/plan")) {
            if (method.equals("POST")) {
                shop.plans.computeIfAbsent(run, id -> array()).addAll((ArrayNode) body.path("steps"));
            }
            return data(method.equals("POST") ? 201 : 200, shop.plans.getOrDefault(run, array()));
        }
        Matcher step = Pattern.compile("/plan/steps/" + ID).matcher(rest);
        if (method.equals("PATCH") && step.matches()) {
            for (JsonNode planned : shop.plans.get(run)) {
                if (planned.path("step_id").asText().equals(step.group(1))) {
                    return data(200, ((ObjectNode) planned).setAll((ObjectNode) body));
                }
            }
            return missing();
        }
        if (rest.equals("/telnyx-agents")) {
            Set<String> agents = shop.agents.computeIfAbsent(run, id -> new HashSet<>());
            if (method.equals("POST")) {
                agents.add(body.path("telnyx_agent_id").asText());
            }
            ArrayNode list = array();
            agents.forEach(agent -> list.addObject().put("telnyx_agent_id", agent));
            return data(200, list);
        }
        if (method.equals("POST") && rest.equals("/events")) {
            List<JsonNode> events = shop.events.computeIfAbsent(run, id -> new ArrayList<>());
            boolean known = events.stream()
                    .anyMatch(event -> event.path("idempotency_key").equals(body.path("idempotency_key")));
            if (!known) {
                events.add(body);
            }
            return data(201, body);
        }
        return missing();
    }

    private static Answer moved(ObjectNode run, Move move) {
        return move.from().contains(run.path("status").asText())
                ? data(200, run.put("status", move.to()))
                : new Answer(422, json());
    }

    private ObjectNode createAssistant(Shop shop, JsonNode fields) {
        ObjectNode assistant = create(shop.assistants, "assistant", fields);
        assistant.put("model", "openai/gpt-4o").put("version_id", "v1");
        assistant.withObject("/telephony_settings").put("default_texml_app_id", nextId("app"));
        return assistant;
    }

    private ObjectNode create(Map<String, ObjectNode> shelf, String kind, JsonNode fields) {
        String id = nextId(kind);
        ObjectNode item = fields.<ObjectNode>deepCopy().put("id", id);
        shelf.put(id, item);
        return item;
    }

    /** Contract, section 2: an update makes a version, which need not become the assistant. */
    private static Answer updated(Shop shop, String id, String method, JsonNode body) {
        ObjectNode item = shop.assistants.get(id);
        if (item == null || method.equals("GET")) {
            return item == null ? missing() : new Answer(200, item);
        }
        ObjectNode version = item.deepCopy().setAll((ObjectNode) body);
        version.remove("promote_to_main");
        shop.versions.computeIfAbsent(id, any -> new ArrayList<>()).add(version);
        if (body.path("promote_to_main").asBoolean(true)) {
            shop.assistants.put(id, version);
        }
        return new Answer(200, version);
    }

    private Shop shop(String account) {
        return shops.computeIfAbsent(account, name -> new Shop());
    }

    private String nextId(String kind) {
        lastId++;
        return kind + "-" + lastId;
    }

    private static Answer data(int status, JsonNode data) {
        return new Answer(status, json().set("data", data.deepCopy()));
    }

    private static Answer page(ArrayNode data) {
        ObjectNode page = json();
        page.set("data", data);
        page.putObject("meta")
                .put("page_number", 1)
                .put("page_size", 100)
                .put("total_pages", 1)
                .put("total_results", data.size());
        return new Answer(200, page);
    }

    private static Answer missing() {
        return new Answer(404, json());
    }

    private static ArrayNode list(Map<String, ObjectNode> shelf) {
        ArrayNode list = array();
        shelf.values().forEach(item -> list.add(item.deepCopy()));
        return list;
    }

    private static void answer(HttpServerRequest request, int status, JsonNode body) {
        request.response().setStatusCode(status).putHeader("content-type", "application/json");
        if (body == null) {
            request.response().end();
        } else {
            request.response().end(EventJson.write(body));
        }
    }

    private static JsonNode read(byte[] body) {
        try {
            return body.length == 0 ? json() : EventJson.mapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode json() {
        return EventJson.mapper().createObjectNode();
    }

    private static ArrayNode array() {
        return EventJson.mapper().createArrayNode();
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
