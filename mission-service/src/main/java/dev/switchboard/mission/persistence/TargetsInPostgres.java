package dev.switchboard.mission.persistence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.EventJson;
import dev.switchboard.messaging.Ids;
import dev.switchboard.mission.application.AskedTarget;
import dev.switchboard.mission.application.NewTarget;
import dev.switchboard.mission.application.PlacedTarget;
import dev.switchboard.mission.application.TargetState;
import dev.switchboard.mission.application.Targets;
import dev.switchboard.mission.domain.Stage;
import dev.switchboard.mission.domain.Target;
import dev.switchboard.mission.domain.TargetStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Targets in the table {@code target}. */
@ApplicationScoped
public class TargetsInPostgres implements Targets {

    private static final String ADD = """
            insert into target (id, run_id, position, sequence, stage, round, name, phone, timezone, priority, strength,
                                variables, status, updated_at)
            select v.id, cast(:run as uuid), v.position, v.sequence, :stage, nullif(:round, ''), v.name, v.phone,
                   v.timezone, v.priority, v.strength, v.variables, 'pending', :at
            from json_to_recordset(cast(cast(:targets as text) as json)) as v(
                id uuid, position integer, sequence integer, name text, phone text, timezone text, priority integer,
                strength double precision, variables json)
            """;

    /** Who it is does not change from one stage to the next. */
    private static final String AGAIN = """
            insert into target (id, run_id, position, sequence, stage, round, name, phone, timezone, priority, strength,
                                variables, status, updated_at)
            select v.id, t.run_id, t.position, v.sequence, :stage, nullif(:round, ''), t.name, t.phone,
                   t.timezone, t.priority, t.strength, t.variables, 'pending', :at
            from json_to_recordset(cast(cast(:targets as text) as json)) as v(id uuid, position integer, sequence integer)
            join lateral (
                select * from target where run_id = cast(:run as uuid) and position = v.position order by sequence limit 1
            ) t on true
            """;

    private static final String AMONG =
            " = any(array(select cast(value as integer) from json_array_elements_text(cast(cast(:positions as text) as json))))";

    private static final String HAD_RESULT = """
            select count(*) as many from (
                select distinct on (position) status from target where run_id = :run and position %s
                order by position, sequence desc
            ) latest where status = 'succeeded'
            """.formatted(AMONG);

    private static final String FROM = " from target t join run r on r.id = t.run_id ";

    private static final String LOCK_BY_CALL =
            "select " + TargetRow.COLUMNS + FROM + "where t.call_id = :call for update of t";

    private static final String TO_ASK = "select " + TargetRow.COLUMNS + FROM
            + "where t.run_id = :run and t.call_id is null and t.status = 'pending'";
    private static final String NEXT_TO_ASK = TO_ASK + " order by t.sequence limit :limit";
    private static final String TO_ASK_AMONG = TO_ASK + " and t.position" + AMONG + " order by t.sequence";

    private static final String UNSETTLED =
            "status in ('pending', 'scheduled', 'in_progress', 'no_answer', 'busy', 'failed')";
    private static final String OPEN_CALLS = "select sequence, call_id from target where run_id = :run"
            + " and call_id is not null and sequence > :after and " + UNSETTLED + " order by sequence limit :limit";
    private static final String WAITING = """
            select count(*) as many from target
            where run_id = :run and call_id is not null and status in ('no_answer', 'busy', 'failed')
            """;

    private static final String LOCK_UNTOUCHED = "select " + TargetRow.COLUMNS + FROM
            + "where t.run_id = :run and t.call_id is not null and t.status = 'pending' and not t.called_off"
            + " order by t.sequence desc limit :limit for update of t skip locked";
    private static final String CALL_OFF = """
            update target set called_off = true
            where id = any(array(
                select cast(value as uuid) from json_array_elements_text(cast(cast(:ids as text) as json))))
            """;
    private static final String CALLED_OFF =
            "select count(*) as many from target where run_id = :run and called_off and " + UNSETTLED;

    /** Always in the same order, so that two of these never wait for each other. */
    private static final String LOCK_UNSETTLED = "select " + TargetRow.COLUMNS + FROM + "where t.run_id = :run and t."
            + UNSETTLED + " order by t.sequence limit :limit for update of t";

    private static final String SETTLED = "select " + TargetRow.COLUMNS + FROM
            + "where t.run_id = :run and t.stage = :stage and t.sequence > :after and not (t." + UNSETTLED
            + ") order by t.sequence limit :limit";
    private static final String CALLED = "select " + TargetRow.COLUMNS + FROM + """
            where t.run_id = :run and t.sequence = any(array(
                select cast(value as integer) from json_array_elements_text(cast(cast(:sequences as text) as json))))
            order by t.sequence
            """;
    private static final String POSITIONS = """
            select t.position from json_array_elements_text(cast(cast(:phones as text) as json))
                with ordinality as v(phone, place)
            join target t on t.run_id = :run and t.stage = :stage and t.phone = v.phone
            group by t.position order by min(v.place)
            """;

    /** By their keys as an array: joined only, the planner would rather read all targets there are. */
    private static final String THESE = """
            where target.id = v.id and target.id = any(array(
                select cast(value ->> 'id' as uuid) from json_array_elements(cast(cast(:targets as text) as json))))
            """;

    private static final String SAVE = """
            update target set status = v.status, progress = v.progress, updated_at = :at
            from json_to_recordset(cast(cast(:targets as text) as json)) as v(id uuid, status text, progress json)
            """ + THESE;

    private static final String ASK = """
            update target set call_id = v.call_id, call_variables = v.variables, updated_at = :at
            from json_to_recordset(cast(cast(:targets as text) as json)) as v(id uuid, call_id uuid, variables json)
            """ + THESE;

    private static final String CHARGE = "update target set cost_usd = cost_usd + :cost where id = :id";

    private static final String PLACE = """
            update target set rank = v.rank, recommended = v.recommended, rank_reason = v.reason
            from json_to_recordset(cast(cast(:targets as text) as json)) as v(
                run_id uuid, sequence integer, rank integer, recommended boolean, reason text)
            where target.run_id = v.run_id and target.sequence = v.sequence
            """;

    private record CountRow(int many) {}

    private record PositionRow(int position) {}

    private record OpenCallRow(int sequence, UUID callId) {}

    private final MissionClock clock;
    private final Ids ids;

    TargetsInPostgres(MissionClock clock, Ids ids) {
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public Uni<Void> add(Mutiny.Session session, UUID runId, Stage stage, List<NewTarget> targets) {
        return insert(session, ADD, runId, stage, array(targets, TargetsInPostgres::added));
    }

    @Override
    public Uni<Integer> again(Mutiny.Session session, UUID runId, Stage stage, List<Integer> positions, int entries) {
        ArrayNode rows = EventJson.mapper().createArrayNode();
        positions.forEach(position -> rows.addObject()
                .put("id", ids.next().toString())
                .put("position", position)
                .put("sequence", entries + rows.size()));
        return Rows.first(session, HAD_RESULT, Map.of("run", runId, "positions", positions.toString()), CountRow.class)
                .map(count -> count.map(CountRow::many).orElse(0))
                .call(() -> insert(session, AGAIN, runId, stage, EventJson.write(rows)));
    }

    private Uni<Void> insert(Mutiny.Session session, String statement, UUID runId, Stage stage, String targets) {
        return Rows.execute(
                        session,
                        statement,
                        Map.of(
                                "run",
                                runId.toString(),
                                "at",
                                clock.instant(),
                                "stage",
                                stage.number(),
                                "round",
                                stage.name().orElse(""),
                                "targets",
                                targets))
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
    public Uni<List<TargetState>> toAsk(Mutiny.Session session, UUID runId, int limit) {
        return Rows.list(session, NEXT_TO_ASK, Map.of("run", runId, "limit", limit), TargetRow.class)
                .map(TargetsInPostgres::states);
    }

    @Override
    public Uni<List<TargetState>> toAsk(Mutiny.Session session, UUID runId, List<Integer> positions) {
        return Rows.list(
                        session, TO_ASK_AMONG, Map.of("run", runId, "positions", positions.toString()), TargetRow.class)
                .map(TargetsInPostgres::states);
    }

    @Override
    public Uni<SortedMap<Integer, UUID>> openCalls(Mutiny.Session session, UUID runId, int sequence, int limit) {
        return Rows.list(
                        session, OPEN_CALLS, Map.of("run", runId, "after", sequence, "limit", limit), OpenCallRow.class)
                .map(rows -> {
                    SortedMap<Integer, UUID> calls = new TreeMap<>();
                    rows.forEach(row -> calls.put(row.sequence(), row.callId()));
                    return calls;
                });
    }

    @Override
    public Uni<Integer> waiting(Mutiny.Session session, UUID runId) {
        return Rows.first(session, WAITING, Map.of("run", runId), CountRow.class)
                .map(count -> count.map(CountRow::many).orElse(0));
    }

    @Override
    public Uni<List<TargetState>> lockUntouched(Mutiny.Session session, UUID runId, int limit) {
        return Rows.list(session, LOCK_UNTOUCHED, Map.of("run", runId, "limit", limit), TargetRow.class)
                .map(TargetsInPostgres::states);
    }

    @Override
    public Uni<Void> callOff(Mutiny.Session session, List<TargetState> targets) {
        List<UUID> ids = targets.stream().map(TargetState::id).toList();
        return Rows.execute(session, CALL_OFF, Map.of("ids", EventJson.write(ids)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Integer> calledOff(Mutiny.Session session, UUID runId) {
        return Rows.first(session, CALLED_OFF, Map.of("run", runId), CountRow.class)
                .map(count -> count.map(CountRow::many).orElse(0));
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
    public Uni<List<TargetState>> settled(Mutiny.Session session, UUID runId, int stage, int sequence, int limit) {
        return Rows.list(
                        session,
                        SETTLED,
                        Map.of("run", runId, "stage", stage, "after", sequence, "limit", limit),
                        TargetRow.class)
                .map(TargetsInPostgres::states);
    }

    @Override
    public Uni<List<TargetState>> called(Mutiny.Session session, UUID runId, List<Integer> sequences) {
        return Rows.list(session, CALLED, Map.of("run", runId, "sequences", sequences.toString()), TargetRow.class)
                .map(TargetsInPostgres::states);
    }

    @Override
    public Uni<List<Integer>> positions(Mutiny.Session session, UUID runId, int stage, List<String> phones) {
        return Rows.list(
                        session,
                        POSITIONS,
                        Map.of("run", runId, "stage", stage, "phones", EventJson.write(phones)),
                        PositionRow.class)
                .map(rows -> rows.stream().map(PositionRow::position).toList());
    }

    @Override
    public Uni<Void> place(Mutiny.Session session, List<PlacedTarget> targets) {
        return targets.isEmpty()
                ? Uni.createFrom().voidItem()
                : Rows.execute(session, PLACE, Map.of("targets", array(targets, EventJson.mapper()::valueToTree)))
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
