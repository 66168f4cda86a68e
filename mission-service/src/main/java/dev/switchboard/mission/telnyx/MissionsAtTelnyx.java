package dev.switchboard.mission.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.mission.application.Mirrors.Mirror;
import dev.switchboard.mission.application.Mirrors.Request;
import dev.switchboard.mission.application.MissionsAtProvider;
import dev.switchboard.mission.application.ProviderRefusal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The Missions API (contract, section 1). Creating is not idempotent there, so what may exist is looked for. */
@ApplicationScoped
class MissionsAtTelnyx implements MissionsAtProvider {

    private static final String MISSIONS = "/ai/missions";
    private static final String RUNS = "/runs";
    private static final String PLAN = "/plan";
    private static final String AGENTS = "/telnyx-agents";
    private static final String STATUS = "status";
    private static final String METADATA = "metadata";
    private static final String AGENT_ID = "telnyx_agent_id";
    private static final int PAGE = 100;

    private final Answers answers;

    MissionsAtTelnyx(Answers answers) {
        this.answers = answers;
    }

    @Override
    public Uni<Optional<String>> tell(Mirror mirror, Request request) {
        String account = mirror.account();
        return switch (request.kind()) {
            case MISSION ->
                answers.post(account, MISSIONS, request.payload())
                        .map(created -> id(created.path("data"), "mission_id"));
            case RUN ->
                answers.post(account, mission(mirror) + RUNS, request.payload())
                        .map(created -> id(created.path("data"), "run_id"));
            case PLAN ->
                answers.post(account, run(mirror) + PLAN, request.payload()).replaceWith(Optional.empty());
            case AGENT ->
                answers.post(account, run(mirror) + AGENTS, request.payload()).replaceWith(Optional.empty());
            case STATUS, END ->
                answers.patch(account, run(mirror), request.payload()).replaceWith(Optional.empty());
            case MOVE ->
                answers.post(
                                account,
                                run(mirror) + "/"
                                        + request.payload().path("move").asText())
                        .replaceWith(Optional.empty());
            case STEP ->
                answers.patch(
                                account,
                                run(mirror) + PLAN + "/steps/"
                                        + request.payload().path("step_id").asText(),
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put(
                                                STATUS,
                                                request.payload().path(STATUS).asText()))
                        .replaceWith(Optional.empty());
        };
    }

    @Override
    public Uni<Optional<String>> lookFor(Mirror mirror, Request request) {
        String account = mirror.account();
        return switch (request.kind()) {
            case MISSION ->
                answers.all(account, MISSIONS, PAGE)
                        .map(all -> withMetadata(
                                all,
                                "switchboard_mission_id",
                                mirror.missionId().toString(),
                                "mission_id"));
            case RUN ->
                answers.all(account, mission(mirror) + RUNS, PAGE)
                        .map(all -> withMetadata(
                                all, "switchboard_run_id", mirror.runId().toString(), "run_id"));
            case PLAN ->
                answers.get(account, run(mirror) + PLAN)
                        .map(plan -> Optional.of("plan")
                                .filter(there -> !plan.path("data").isEmpty()));
            case AGENT ->
                answers.get(account, run(mirror) + AGENTS)
                        .map(agents ->
                                linked(agents, request.payload().path(AGENT_ID).asText()));
            // Telnyx has these moves from one status only, so the same again might be refused.
            case MOVE ->
                answers.get(account, run(mirror))
                        .map(run -> Optional.of(run.path("data").path(STATUS).asText())
                                .filter(request.payload().path(STATUS).asText()::equals));
            // The same again has the same effect.
            case STATUS, STEP, END -> Uni.createFrom().item(Optional.empty());
        };
    }

    @Override
    public Uni<Void> addEvent(Mirror mirror, ObjectNode event) {
        return answers.post(mirror.account(), run(mirror) + "/events", event).replaceWithVoid();
    }

    private static Optional<String> withMetadata(List<JsonNode> all, String key, String value, String id) {
        return all.stream()
                .filter(item -> item.path(METADATA).path(key).asText().equals(value))
                .findFirst()
                .flatMap(item -> id(item, id));
    }

    private static Optional<String> linked(JsonNode agents, String id) {
        for (JsonNode agent : agents.path("data")) {
            if (agent.path(AGENT_ID).asText().equals(id)) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> id(JsonNode item, String field) {
        String id = item.path(field).asText("");
        if (id.isBlank()) {
            throw new ProviderRefusal("Telnyx answered without " + field);
        }
        return Optional.of(id);
    }

    private static String mission(Mirror mirror) {
        return MISSIONS + "/" + mirror.missionRef().orElseThrow();
    }

    private static String run(Mirror mirror) {
        return mission(mirror) + RUNS + "/" + mirror.runRef().orElseThrow();
    }
}
