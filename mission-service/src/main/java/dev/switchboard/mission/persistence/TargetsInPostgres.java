package dev.switchboard.mission.persistence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.EventJson;
import dev.switchboard.mission.application.AskedTarget;
import dev.switchboard.mission.application.NewTarget;
import dev.switchboard.mission.application.PlacedTarget;
import dev.switchboard.mission.application.TargetState;
import dev.switchboard.mission.application.Targets;
import dev.switchboard.mission.domain.Target;
import dev.switchboard.mission.domain.TargetStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Targets in the table {@code target}. */
@ApplicationScoped
public class TargetsInPostgres implements Targets {

    private static final String ADD = """
            insert into target (id, run_id, position, sequence, name, phone, timezone, priority, strength, variables,
                                status, updated_at)
            select v.id, cast(:run as uuid), v.position, v.sequence, v.name, v.phone, v.timezone, v.priority, v.strength,
                   v.variables, 'pending', :at
            from json_to_recordset(cast(cast(:targets as text) as json)) as v(
                id uuid, position integer, sequence integer, name text, phone text, timezone text, priority integer,
                strength double precision, variables json)
            """;

    private static final String FROM = " from target t join run r on r.id = t.run_id ";

    private static final String LOCK_BY_CALL =
            "select " + TargetRow.COLUMNS + FROM + "where t.call_id = :call for update of t";

    private static final String AFTER_SEQUENCE = "select " + TargetRow.COLUMNS + FROM
            + "where t.run_id = :run and t.sequence > :asked order by t.sequence limit :limit";

    /** Always in the same order, so that two of these never wait for each other. */
    private static final String LOCK_UNSETTLED = "select " + TargetRow.COLUMNS + FROM
            + "where t.run_id = :run and t.status in ('pending', 'scheduled', 'in_progress', 'no_answer', 'busy', 'failed')"
            + " order by t.sequence limit :limit for update of t";

    private static final String WITH_RESULT = "select " + TargetRow.COLUMNS + FROM
            + "where t.run_id = $1 and t.position > $2 and t.status = 'succeeded' order by t.position limit $3";

    private static final String SAVE = """
            update target set status = v.status, progress = v.progress, updated_at = :at
            from json_to_recordset(cast(cast(:targets as text) as json)) as v(id uuid, status text, progress json)
            where target.id = v.id
            """;

    private static final String ASK = """
            update target set call_id = v.call_id, call_variables = v.variables, updated_at = :at
            from json_to_recordset(cast(cast(:targets as text) as json)) as v(id uuid, call_id uuid, variables json)
            where target.id = v.id
            """;

    private static final String CHARGE = "update target set cost_usd = cost_usd + :cost where id = :id";

    private static final String PLACE = """
            update target set rank = v.rank, recommended = v.recommended, rank_reason = v.reason
            from json_to_recordset(cast(cast(:targets as text) as json)) as v(
                run_id uuid, position integer, rank integer, recommended boolean, reason text)
            where target.run_id = v.run_id and target.position = v.position
            """;

    private final Pool pool;
    private final MissionClock clock;

    TargetsInPostgres(Pool pool, MissionClock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public Uni<Void> add(Mutiny.Session session, UUID runId, List<NewTarget> targets) {
        return Rows.execute(
                        session,
                        ADD,
                        Map.of(
                                "run",
                                runId.toString(),
                                "at",
                                clock.instant(),
                                "targets",
                                array(targets, TargetsInPostgres::added)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<TargetState>> lockByCall(Mutiny.Session session, UUID callId) {
        return Rows.first(session, LOCK_BY_CALL, Map.of("call", callId), TargetRow.class)
                .map(row -> row.map(TargetRow::state));
    }

    @Override
    public Uni<Void> save(Mutiny.Session session, List<TargetState> targets) {
        return change(session, SAVE, array(targets, TargetsInPostgres::saved));
    }

    @Override
    public Uni<Void> charge(Mutiny.Session session, UUID targetId, BigDecimal cost) {
        return Rows.execute(session, CHARGE, Map.of("id", targetId, "cost", cost))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<TargetState>> afterSequence(Mutiny.Session session, UUID runId, int asked, int limit) {
        return Rows.list(session, AFTER_SEQUENCE, Map.of("run", runId, "asked", asked, "limit", limit), TargetRow.class)
                .map(TargetsInPostgres::states);
    }

    @Override
    public Uni<Void> ask(Mutiny.Session session, List<AskedTarget> targets) {
        return targets.isEmpty()
                ? Uni.createFrom().voidItem()
                : change(session, ASK, array(targets, TargetsInPostgres::asked));
    }

    @Override
    public Uni<List<TargetState>> lockUnsettled(Mutiny.Session session, UUID runId, int limit) {
        return Rows.list(session, LOCK_UNSETTLED, Map.of("run", runId, "limit", limit), TargetRow.class)
                .map(TargetsInPostgres::states);
    }

    @Override
    public Uni<List<TargetState>> withResult(UUID runId, int position, int limit) {
        return Rows.list(pool, WITH_RESULT, Tuple.of(runId, position, limit), TargetRow.class)
                .map(TargetsInPostgres::states);
    }

    @Override
    public Uni<Void> place(Mutiny.Session session, List<PlacedTarget> targets) {
        return Rows.execute(session, PLACE, Map.of("targets", array(targets, EventJson.mapper()::valueToTree)))
                .replaceWithVoid();
    }

    private Uni<Void> change(Mutiny.Session session, String statement, String targets) {
        return Rows.execute(session, statement, Map.of("targets", targets, "at", clock.instant()))
                .replaceWithVoid();
    }

    private static List<TargetState> states(List<TargetRow> rows) {
        return rows.stream().map(TargetRow::state).toList();
    }

    private static <T> String array(List<T> items, Function<T, ObjectNode> row) {
        ArrayNode rows = EventJson.mapper().createArrayNode();
        items.stream().map(row).forEach(rows::add);
        return EventJson.write(rows);
    }

    private static ObjectNode added(NewTarget added) {
        Target target = added.target();
        ObjectNode row = EventJson.mapper()
                .createObjectNode()
                .put("id", added.id().toString())
                .put("position", added.position())
                .put("sequence", added.sequence())
                .put("name", target.name())
                .put("phone", target.phone())
                .put("priority", target.priority());
        target.timezone().ifPresent(zone -> row.put("timezone", zone));
        target.strength().ifPresent(strength -> row.put("strength", strength));
        row.set("variables", EventJson.mapper().valueToTree(target.variables()));
        return row;
    }

    private static ObjectNode saved(TargetState target) {
        TargetStatus status = target.progress().status();
        ObjectNode row = EventJson.mapper()
                .createObjectNode()
                .put("id", target.id().toString())
                .put("status", status.word());
        row.set("progress", EventJson.mapper().valueToTree(target.progress()));
        return row;
    }

    private static ObjectNode asked(AskedTarget asked) {
        ObjectNode row = EventJson.mapper()
                .createObjectNode()
                .put("id", asked.target().id().toString())
                .put("call_id", asked.callId().toString());
        row.set("variables", EventJson.mapper().valueToTree(asked.variables()));
        return row;
    }
}
