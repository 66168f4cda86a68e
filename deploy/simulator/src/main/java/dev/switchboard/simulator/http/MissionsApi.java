package dev.switchboard.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.account.Account;
import dev.switchboard.simulator.config.Ids;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.time.Turns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /ai/missions}: it stores; it neither dials nor checks transitions (contract, section 1). */
final class MissionsApi implements ApiServer.Family {

    private static final String MISSION = "/ai/missions/{mission_id}";
    private static final String RUN = MISSION + "/runs/{run_id}";
    private static final List<String> MODES = List.of("external", "managed");
    private static final List<String> RUN_STATUS =
            List.of("pending", "running", "paused", "succeeded", "failed", "cancelled");
    private static final Set<String> FINAL = Set.of("succeeded", "failed", "cancelled");
    private static final List<String> STEP_STATUS = List.of("pending", "in_progress", "completed", "skipped", "failed");
    private static final Set<String> STEP_FINAL = Set.of("completed", "skipped", "failed");
    private static final List<String> EVENT_TYPES = List.of(
            "status_change",
            "step_started",
            "step_completed",
            "step_failed",
            "tool_call",
            "tool_result",
            "message",
            "error",
            "custom");
    private static final int PAGE = 20;
    private static final int EVENTS_PAGE = 50;
    private static final int LARGEST = 1000;

    private final Account account;
    private final Turns turns;
    private final Ids ids;
    /** Run and idempotency key to event. */
    private final Map<String, String> eventByKey = new HashMap<>();

    MissionsApi(Account account, Turns turns, Ids ids) {
        this.account = account;
        this.turns = turns;
        this.ids = ids;
        account.missionEvents.all().stream()
                .filter(event -> event.has("idempotency_key"))
                .forEach(event -> eventByKey.put(
                        key(
                                event.path("run_id").asText(),
                                event.path("idempotency_key").asText()),
                        event.path("event_id").asText()));
    }

    private static String key(String run, String idempotencyKey) {
        return run + '|' + idempotencyKey;
    }

    @Override
    public void register(Routes routes) {
        routes.get("/ai/missions/events", this::allEvents);
        routes.get("/ai/missions/runs", this::allRuns);
        routes.post("/ai/missions", this::create);
        routes.get(
                "/ai/missions",
                asked -> Page.of(asked, PAGE, LARGEST).of(newestFirst(account.missions.all()), doc -> doc));
        routes.get(MISSION, asked -> Answer.data(mission(asked)));
        routes.put(MISSION, this::update);
        routes.delete(MISSION, this::remove);
        routes.post(MISSION + "/clone", this::copy);
        routes.post(MISSION + "/runs", this::createRun);
        routes.get(MISSION + "/runs", this::runs);
        routes.get(RUN, asked -> Answer.data(run(asked)));
        routes.patch(RUN, this::updateRun);
        routes.post(RUN + "/pause", asked -> move(asked, Set.of("running"), "paused"));
        routes.post(RUN + "/resume", asked -> move(asked, Set.of("paused"), "running"));
        routes.post(RUN + "/cancel", asked -> move(asked, Set.of("pending", "running", "paused"), "cancelled"));
        routes.post(RUN + "/plan", asked -> addSteps(asked, true));
        routes.post(RUN + "/plan/steps", asked -> addSteps(asked, false));
        routes.get(RUN + "/plan", this::plan);
        routes.get(RUN + "/plan/steps/{step_id}", asked -> Answer.data(step(asked)));
        routes.patch(RUN + "/plan/steps/{step_id}", this::updateStep);
        routes.post(RUN + "/events", this::createEvent);
        routes.get(RUN + "/events", this::events);
        routes.get(RUN + "/events/{event_id}", this::event);
        routes.post(RUN + "/telnyx-agents", this::link);
        routes.get(RUN + "/telnyx-agents", this::agents);
        routes.delete(RUN + "/telnyx-agents/{telnyx_agent_id}", this::unlink);
        part(routes, "tools", "tool_id");
        part(routes, "knowledge-bases", "knowledge_base_id");
        part(routes, "mcp-servers", "mcp_server_id");
    }

    static List<ObjectNode> newestFirst(Collection<ObjectNode> docs) {
        List<ObjectNode> list = new ArrayList<>(docs);
        Collections.reverse(list);
        return list;
    }

    // missions

    private ObjectNode mission(Asked asked) {
        return account.missions.find(asked.uuid("mission_id")).orElseThrow(() -> Problems.notFound("mission"));
    }

    private static void checkMission(Fields fields) {
        fields.optional("description");
        fields.optional("instructions");
        fields.optional("model");
        fields.optional("execution_mode", MODES);
        fields.object("metadata");
    }

    private Answer create(Asked asked) {
        ObjectNode body = asked.body();
        Fields fields = Fields.of(body);
        fields.required("name");
        checkMission(fields);
        fields.check();
        String id = ids.uuid();
        String now = turns.now().toString();
        ObjectNode mission = Json.object()
                .put("mission_id", id)
                .put("execution_mode", "external")
                .put("created_at", now)
                .put("updated_at", now);
        mission.putObject("metadata");
        copyMission(body, mission);
        return Answer.data(201, account.missions.put(id, mission));
    }

    private static void copyMission(JsonNode from, ObjectNode to) {
        for (String field : List.of("name", "description", "instructions", "model", "execution_mode", "metadata")) {
            Json.putIfPresent(to, field, from.get(field));
        }
    }

    private Answer update(Asked asked) {
        ObjectNode mission = mission(asked);
        ObjectNode body = asked.optionalBody();
        Fields fields = Fields.of(body);
        fields.optional("name");
        checkMission(fields);
        fields.check();
        copyMission(body, mission);
        mission.put("updated_at", turns.now().toString());
        account.missions.touch(asked.uuid("mission_id"));
        return Answer.data(mission);
    }

    private Answer remove(Asked asked) {
        String id = mission(asked).path("mission_id").asText();
        account.runs.group(id).forEach(run -> {
            String runId = run.path("run_id").asText();
            account.steps.removeGroup(runId);
            account.missionEvents.removeGroup(runId);
            account.linkedAgents.removeGroup(runId);
        });
        account.runs.removeGroup(id);
        account.missions.remove(id);
        return Answer.empty(204);
    }

    private Answer copy(Asked asked) {
        ObjectNode copy = mission(asked).deepCopy();
        String id = ids.uuid();
        String now = turns.now().toString();
        copy.put("mission_id", id).put("created_at", now).put("updated_at", now);
        return Answer.data(201, account.missions.put(id, copy));
    }

    // runs

    private ObjectNode run(Asked asked) {
        String mission = mission(asked).path("mission_id").asText();
        return account.runs.find(asked.uuid("run_id"), mission).orElseThrow(() -> Problems.notFound("run"));
    }

    private Answer createRun(Asked asked) {
        String mission = mission(asked).path("mission_id").asText();
        ObjectNode body = asked.optionalBody();
        Fields fields = Fields.of(body);
        fields.object("input");
        fields.object("metadata");
        fields.check();
        String id = ids.uuid();
        String now = turns.now().toString();
        ObjectNode run = Json.object()
                .put("run_id", id)
                .put("mission_id", mission)
                .put("status", "pending")
                .put("started_at", now)
                .put("updated_at", now);
        run.set("input", body.path("input").isObject() ? body.get("input") : Json.object());
        run.set("metadata", body.path("metadata").isObject() ? body.get("metadata") : Json.object());
        return Answer.data(201, account.runs.put(id, mission, run));
    }

    private Answer runs(Asked asked) {
        String mission = mission(asked).path("mission_id").asText();
        return runPage(asked, account.runs.group(mission));
    }

    private Answer allRuns(Asked asked) {
        return runPage(asked, account.runs.all());
    }

    private static Answer runPage(Asked asked, Collection<ObjectNode> runs) {
        Page page = Page.of(asked, PAGE, LARGEST);
        return page.of(newestFirst(matching(runs, asked, "status")), doc -> doc);
    }

    /** Those whose fields equal the query parameters of the same names. */
    private static List<ObjectNode> matching(Collection<ObjectNode> docs, Asked asked, String... fields) {
        return docs.stream()
                .filter(doc -> List.of(fields).stream()
                        .allMatch(field -> asked.query(field)
                                .map(value -> value.equals(Json.text(doc, field)))
                                .orElse(true)))
                .toList();
    }

    private Answer updateRun(Asked asked) {
        ObjectNode run = run(asked);
        ObjectNode body = asked.body();
        Fields fields = Fields.of(body);
        String status = fields.optional("status", RUN_STATUS);
        fields.optional("result_summary");
        fields.optional("error");
        fields.object("result_payload");
        fields.object("metadata");
        fields.check();
        for (String field : List.of("result_summary", "error", "result_payload", "metadata")) {
            Json.putIfPresent(run, field, body.get(field));
        }
        if (status != null) {
            setStatus(run, status);
        }
        return saved(run);
    }

    private Answer saved(ObjectNode run) {
        run.put("updated_at", turns.now().toString());
        account.runs.touch(run.path("run_id").asText());
        return Answer.data(run);
    }

    private void setStatus(ObjectNode run, String status) {
        run.put("status", status);
        if (FINAL.contains(status)) {
            run.put("finished_at", turns.now().toString());
        } else {
            run.remove("finished_at");
        }
    }

    private Answer move(Asked asked, Set<String> from, String to) {
        ObjectNode run = run(asked);
        String status = run.path("status").asText();
        if (!from.contains(status)) {
            throw Problems.badRequest("A run that is " + status + " cannot become " + to + ".", null);
        }
        setStatus(run, to);
        return saved(run);
    }

    // plan

    private static String stepKey(String run, String step) {
        return run + '|' + step;
    }

    private Answer addSteps(Asked asked, boolean replace) {
        String run = run(asked).path("run_id").asText();
        Fields fields = Fields.of(asked.body());
        List<Fields> steps = fields.requiredObjects("steps");
        for (Fields step : steps) {
            step.required("step_id");
            step.required("description");
            step.requiredInteger("sequence");
            step.optional("parent_step_id");
            step.object("metadata");
        }
        fields.check();
        if (replace) {
            account.steps.removeGroup(run);
        }
        ArrayNode created = Json.array();
        for (Fields step : steps) {
            created.add(addStep(run, step.raw()));
        }
        return Answer.data(201, created);
    }

    private ObjectNode addStep(String run, JsonNode given) {
        String id = given.path("step_id").asText();
        ObjectNode step = Json.object()
                .put("run_id", run)
                .put("step_id", id)
                .put("description", given.path("description").asText())
                .put("sequence", given.path("sequence").asInt())
                .put("status", "pending");
        Json.putIfPresent(step, "parent_step_id", given.get("parent_step_id"));
        Json.putIfPresent(step, "metadata", given.get("metadata"));
        return account.steps.put(stepKey(run, id), run, step);
    }

    private Answer plan(Asked asked) {
        String run = run(asked).path("run_id").asText();
        List<ObjectNode> steps = new ArrayList<>(account.steps.group(run));
        steps.sort(Comparator.comparingInt(step -> step.path("sequence").asInt()));
        return Answer.data(Json.array().addAll(steps));
    }

    private ObjectNode step(Asked asked) {
        String run = run(asked).path("run_id").asText();
        return account.steps.find(stepKey(run, asked.path("step_id"))).orElseThrow(() -> Problems.notFound("step"));
    }

    private Answer updateStep(Asked asked) {
        ObjectNode step = step(asked);
        ObjectNode body = asked.body();
        Fields fields = Fields.of(body);
        String status = fields.optional("status", STEP_STATUS);
        fields.object("metadata");
        fields.check();
        Json.putIfPresent(step, "metadata", body.get("metadata"));
        if (status != null) {
            String now = turns.now().toString();
            step.put("status", status);
            if (!status.equals("pending") && !step.has("started_at")) {
                step.put("started_at", now);
            }
            if (STEP_FINAL.contains(status)) {
                step.put("completed_at", now);
            } else {
                step.remove("completed_at");
            }
        }
        account.steps.touch(
                stepKey(step.path("run_id").asText(), step.path("step_id").asText()));
        return Answer.data(step);
    }

    // events

    private Answer createEvent(Asked asked) {
        String run = run(asked).path("run_id").asText();
        ObjectNode body = asked.body();
        Fields fields = Fields.of(body);
        fields.required("type", EVENT_TYPES);
        fields.required("summary");
        fields.optional("agent_id");
        fields.optional("step_id");
        fields.object("payload");
        String key = fields.optional("idempotency_key");
        fields.check();
        if (key != null && eventByKey.containsKey(key(run, key))) {
            return Answer.data(
                    201,
                    account.missionEvents.find(eventByKey.get(key(run, key))).orElseThrow());
        }
        String id = ids.uuid();
        ObjectNode event = Json.object()
                .put("event_id", id)
                .put("run_id", run)
                .put("timestamp", turns.now().toString());
        for (String field : List.of("type", "summary", "agent_id", "step_id", "payload", "idempotency_key")) {
            Json.putIfPresent(event, field, body.get(field));
        }
        if (key != null) {
            eventByKey.put(key(run, key), id);
        }
        return Answer.data(201, account.missionEvents.put(id, run, event));
    }

    private Answer events(Asked asked) {
        String run = run(asked).path("run_id").asText();
        Page page = Page.of(asked, EVENTS_PAGE, LARGEST);
        return page.of(matching(account.missionEvents.group(run), asked, "type", "step_id", "agent_id"), doc -> doc);
    }

    private Answer allEvents(Asked asked) {
        Page page = Page.of(asked, EVENTS_PAGE, LARGEST);
        return page.of(newestFirst(matching(account.missionEvents.all(), asked, "type")), doc -> doc);
    }

    private Answer event(Asked asked) {
        String run = run(asked).path("run_id").asText();
        return Answer.data(
                account.missionEvents.find(asked.path("event_id"), run).orElseThrow(() -> Problems.notFound("event")));
    }

    // linked agents

    private Answer link(Asked asked) {
        ObjectNode run = run(asked);
        String runId = run.path("run_id").asText();
        ObjectNode body = asked.body();
        Fields fields = Fields.of(body);
        String agent = fields.required("telnyx_agent_id");
        fields.check();
        String mission = run.path("mission_id").asText();
        account.assistants.find(agent).ifPresent(assistant -> {
            ArrayNode missions = assistant.withArray("related_mission_ids");
            if (missions.valueStream().noneMatch(id -> id.asText().equals(mission))) {
                missions.add(mission);
                account.assistants.touch(agent);
            }
        });
        ObjectNode link = Json.object()
                .put("run_id", runId)
                .put("telnyx_agent_id", agent)
                .put("created_at", turns.now().toString());
        return Answer.data(201, account.linkedAgents.put(stepKey(runId, agent), runId, link));
    }

    private Answer agents(Asked asked) {
        String run = run(asked).path("run_id").asText();
        return Answer.data(Json.array().addAll(account.linkedAgents.group(run)));
    }

    private Answer unlink(Asked asked) {
        String run = run(asked).path("run_id").asText();
        if (!account.linkedAgents.remove(stepKey(run, asked.path("telnyx_agent_id")))) {
            throw Problems.notFound("linked agent");
        }
        return Answer.empty(204);
    }

    // tools, knowledge bases, MCP servers: the document gives them no schema

    private void part(Routes routes, String kind, String idName) {
        String all = MISSION + '/' + kind;
        String one = all + "/{" + idName + '}';
        routes.get(all, asked -> Answer.data(Json.array().addAll(account.missionParts.group(group(asked, kind)))));
        routes.post(all, asked -> {
            String group = group(asked, kind);
            String id = ids.uuid();
            ObjectNode part = asked.optionalBody();
            part.put(idName, id).put("created_at", turns.now().toString());
            return Answer.data(201, account.missionParts.put(id, group, part));
        });
        routes.get(one, asked -> Answer.data(part(asked, kind, idName)));
        routes.put(one, asked -> {
            ObjectNode part = part(asked, kind, idName);
            String id = part.path(idName).asText();
            part.setAll(asked.optionalBody());
            part.put(idName, id);
            account.missionParts.touch(id);
            return Answer.data(part);
        });
        routes.delete(one, asked -> {
            account.missionParts.remove(part(asked, kind, idName).path(idName).asText());
            return Answer.empty(204);
        });
    }

    private String group(Asked asked, String kind) {
        return kind + '|' + mission(asked).path("mission_id").asText();
    }

    private ObjectNode part(Asked asked, String kind, String idName) {
        return account.missionParts
                .find(asked.path(idName), group(asked, kind))
                .orElseThrow(() -> Problems.notFound("resource"));
    }
}
