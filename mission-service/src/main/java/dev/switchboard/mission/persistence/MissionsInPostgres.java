package dev.switchboard.mission.persistence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.EventJson;
import dev.switchboard.mission.application.Launched;
import dev.switchboard.mission.application.Missions;
import dev.switchboard.mission.application.NewMission;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Missions in the table {@code mission}, each with its first row in {@code run}. */
@ApplicationScoped
public class MissionsInPostgres implements Missions {

    /** Two statements in one: the run is only there if the mission was new. */
    private static final String ADD = """
            with asked as (
                select * from json_to_record(cast(cast(:mission as text) as json)) as a(
                    mission_id uuid, run_id uuid, account text, name text, handle text, mission_class text,
                    document json, idempotency_key text, body_digest text, created_at timestamptz,
                    deadline_at timestamptz, budget_usd numeric, targets integer)
            ), added as (
                insert into mission (id, account, name, handle, mission_class, document, idempotency_key, body_digest,
                                     created_at)
                select mission_id, account, name, handle, mission_class, document, idempotency_key, body_digest, created_at
                from asked
                on conflict (account, idempotency_key) do nothing
                returning id
            )
            insert into run (id, mission_id, account, status, created_at, deadline_at, budget_usd, targets, entries, work,
                             work_due_at)
            select asked.run_id, added.id, asked.account, 'pending', asked.created_at, asked.deadline_at, asked.budget_usd,
                   asked.targets,
                   asked.targets, 'provision', asked.created_at
            from asked join added on added.id = asked.mission_id
            """;

    private static final String BY_KEY = """
            select m.id as mission_id, r.id as run_id, m.handle, r.status, m.body_digest
            from mission m join run r on r.mission_id = m.id
            where m.account = :account and m.idempotency_key = :key
            """;

    private static final String DOCUMENT = "select document from mission where id = :id";

    private static final String KEY = "select idempotency_key as key from mission where id = :id";

    private record KeyRow(String key) {}

    private record DocumentRow(JsonNode document) {}

    @Override
    public Uni<Boolean> add(Mutiny.Session session, NewMission mission) {
        return Rows.execute(session, ADD, Map.of("mission", EventJson.write(row(mission))))
                .map(added -> added == 1);
    }

    private static ObjectNode row(NewMission mission) {
        ObjectNode row = EventJson.mapper()
                .createObjectNode()
                .put("mission_id", mission.missionId().toString())
                .put("run_id", mission.runId().toString())
                .put("account", mission.account())
                .put("name", mission.file().name())
                .put("handle", mission.file().handle().slug())
                .put("mission_class", mission.file().missionClass().word())
                .put("body_digest", mission.bodyDigest())
                .put("created_at", mission.createdAt().toString())
                .put("targets", mission.targets());
        row.set("document", mission.file().documentWithoutTargets());
        mission.idempotencyKey().ifPresent(key -> row.put("idempotency_key", key));
        mission.file().limits().budgetUsd().ifPresent(budget -> row.put("budget_usd", budget));
        mission.deadlineAt().ifPresent(at -> row.put("deadline_at", at.toString()));
        return row;
    }

    @Override
    public Uni<Optional<Launched>> byIdempotencyKey(Mutiny.Session session, String account, String key) {
        return Rows.first(session, BY_KEY, Map.of("account", account, "key", key), Launched.class);
    }

    @Override
    public Uni<Optional<String>> idempotencyKey(Mutiny.Session session, UUID missionId) {
        return Rows.first(session, KEY, Map.of("id", missionId), KeyRow.class)
                .map(row -> row.flatMap(found -> Optional.ofNullable(found.key())));
    }

    @Override
    public Uni<JsonNode> document(Mutiny.Session session, UUID missionId) {
        return Rows.first(session, DOCUMENT, Map.of("id", missionId), DocumentRow.class)
                .map(row -> row.orElseThrow(() -> new IllegalStateException("no mission " + missionId))
                        .document());
    }
}
