package dev.switchboard.mission.persistence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.EventJson;
import dev.switchboard.mission.application.MirrorPace;
import dev.switchboard.mission.application.MirrorQueue;
import dev.switchboard.mission.application.Mirrors;
import dev.switchboard.mission.application.NewMission;
import dev.switchboard.mission.domain.PlannedStep;
import dev.switchboard.mission.missionfile.MissionFile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Mirrors in the tables {@code mirror} and {@code mirror_op}. */
@ApplicationScoped
public class MirrorsInPostgres implements MirrorQueue, Mirrors {

    private static final String OPEN = """
            insert into mirror (run_id, account, state, due_at) values (:run, :account, 'open', :at)
            """;

    private static final String ADD = """
            with due as (
                update mirror set due_at = least(due_at, cast(:at as timestamptz))
                where run_id = cast(:run as uuid) and state = 'open'
                returning run_id
            )
            insert into mirror_op (run_id, kind, payload)
            select due.run_id, o.value ->> 'kind', o.value -> 'payload'
            from due, json_array_elements(cast(cast(:ops as text) as json)) with ordinality as o(value, position)
            order by o.position
            """;

    private static final String CLAIM = """
            update mirror set due_at = $2 where run_id in (
                select run_id from mirror where state = 'open' and due_at <= $1
                order by due_at limit 20 for update skip locked)
            returning run_id
            """;

    private static final String NEXT_DUE = "select min(due_at) as at from mirror where state = 'open'";

    /** Status and steps are told by requests of their own. */
    private static final String WORTH_TELLING = "e.type in ('call.completed', 'call.abandoned', 'insight', 'note')";

    /** Nobody needs to know that there are more: a mirror that is far behind is not counted anew with each request. */
    private static final int MOST_COUNTED = 1000;

    private static final String FIND = """
            select m.run_id, r.mission_id, m.account, m.mission_ref, m.run_ref, m.told_seq, m.telling_seq, m.tries,
                   r.finished_at is not null as finished,
                   (select row_to_json(o) from (
                        select id, kind, payload, attempted from mirror_op where run_id = m.run_id order by id limit 1
                   ) o) as next,
                   u.untold, u.untold_since,
                   (select step_id from step where run_id = m.run_id and started_at is not null
                    order by started_at desc, sequence desc limit 1) as step
            from mirror m join run r on r.id = m.run_id
            cross join lateral (
                select cast(count(*) as integer) as untold, min(f.at) as untold_since
                from (
                    select e.at from run_event e
                    where e.run_id = m.run_id and e.seq > m.told_seq and %s order by e.seq limit %d
                ) f
            ) u
            where m.run_id = $1
            """.formatted(WORTH_TELLING, MOST_COUNTED);

    private static final String ATTEMPTING = "update mirror_op set attempted = true where id = $1";
    private static final String DROP = "delete from mirror_op where id = $1";
    private static final String KEEP_REFS =
            "update mirror set mission_ref = $2, run_ref = $3, tries = 0 where run_id = $1";

    private static final String TELL_NEXT = """
            update mirror set telling_seq = (
                select max(seq) from (
                    select e.seq from run_event e where e.run_id = $1 and e.seq > $2 and %s order by e.seq limit $3
                ) bundle)
            where run_id = $1
            """.formatted(WORTH_TELLING);

    private static final String ON_THEIR_WAY = """
            select e.type, e.at, e.body from run_event e
            where e.run_id = $1 and e.seq > $2 and e.seq <= $3 and %s order by e.seq
            """.formatted(WORTH_TELLING);

    private static final String TOLD =
            "update mirror set told_seq = $2, telling_seq = null, tries = 0 where run_id = $1";
    /** Unless something was added since it was claimed: that is due now. */
    private static final String PUT_OFF = "update mirror set due_at = $2, tries = $3 where run_id = $1 and due_at > $4";

    private static final String CLOSE = "update mirror set state = 'closed' where run_id = $1";
    private static final String GIVE_UP = "update mirror set state = 'given_up' where run_id = $1";
    private static final String DROP_ALL = "delete from mirror_op where run_id = $1";

    private record InstantRow(Optional<Instant> at) {}

    private record EventRow(String type, Instant at, ObjectNode body) {

        Told told() {
            return new Told(type, body.deepCopy().put("type", type).put("at", at.toString()));
        }
    }

    private record RequestRow(long id, String kind, ObjectNode payload, boolean attempted) {

        Request request() {
            return new Request(id, Kind.of(kind), payload, attempted);
        }
    }

    private record MirrorRow(
            UUID runId,
            UUID missionId,
            String account,
            Optional<String> missionRef,
            Optional<String> runRef,
            long toldSeq,
            Optional<Long> tellingSeq,
            int tries,
            boolean finished,
            Optional<RequestRow> next,
            int untold,
            Optional<String> step,
            Optional<Instant> untoldSince) {

        Mirror mirror() {
            return new Mirror(
                    runId,
                    missionId,
                    account,
                    missionRef,
                    runRef,
                    toldSeq,
                    tellingSeq,
                    tries,
                    finished,
                    next.map(RequestRow::request),
                    untold,
                    step,
                    untoldSince);
        }
    }

    private final Pool pool;
    private final MissionClock clock;
    private final MirrorPace pace;

    MirrorsInPostgres(Pool pool, MissionClock clock, MirrorPace pace) {
        this.pool = pool;
        this.clock = clock;
        this.pace = pace;
    }

    @Override
    public Uni<Void> open(Mutiny.Session session, NewMission mission, List<PlannedStep> plan) {
        if (!pace.enabled()) {
            return Uni.createFrom().voidItem();
        }
        return Rows.execute(
                        session,
                        OPEN,
                        Map.of("run", mission.runId(), "account", mission.account(), "at", mission.createdAt()))
                .chain(() -> add(session, mission.runId(), List.of(mission(mission), run(mission), plan(plan))));
    }

    /** Contract, section 1. The metadata is what a lost answer is looked for by. */
    private static Tell mission(NewMission mission) {
        MissionFile file = mission.file();
        ObjectNode body =
                EventJson.mapper().createObjectNode().put("name", file.name()).put("execution_mode", "external");
        if (!file.instructions().isBlank()) {
            body.put("instructions", file.instructions());
        }
        body.putObject("metadata")
                .put("switchboard_mission_id", mission.missionId().toString())
                .put("switchboard_handle", file.handle().slug());
        return new Tell(Kind.MISSION, body);
    }

    private static Tell run(NewMission mission) {
        ObjectNode body = EventJson.mapper().createObjectNode();
        body.putObject("input").put("original_request", mission.file().request());
        body.putObject("metadata").put("switchboard_run_id", mission.runId().toString());
        return new Tell(Kind.RUN, body);
    }

    private static Tell plan(List<PlannedStep> plan) {
        ObjectNode body = EventJson.mapper().createObjectNode();
        body.set("steps", EventJson.mapper().valueToTree(plan));
        return new Tell(Kind.PLAN, body);
    }

    @Override
    public Uni<Void> add(Mutiny.Session session, UUID runId, List<Tell> requests) {
        ArrayNode ops = EventJson.mapper().createArrayNode();
        requests.forEach(
                request -> ops.addObject().put("kind", request.kind().word()).set("payload", request.payload()));
        return Rows.execute(
                        session,
                        ADD,
                        Map.of("run", runId.toString(), "at", clock.instant(), "ops", EventJson.write(ops)))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<UUID>> claim(Instant now, Instant until) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(utc(now), utc(until)))
                .chain(rows -> rows.toMulti()
                        .map(row -> row.getUUID("run_id"))
                        .collect()
                        .asList());
    }

    @Override
    public Uni<Optional<Instant>> nextDue() {
        return Rows.first(pool, NEXT_DUE, Tuple.tuple(), InstantRow.class).map(row -> row.flatMap(InstantRow::at));
    }

    @Override
    public Uni<Mirror> find(UUID runId) {
        return Rows.first(pool, FIND, Tuple.of(runId), MirrorRow.class)
                .map(row -> row.orElseThrow(() -> new IllegalStateException("no mirror of run " + runId))
                        .mirror());
    }

    @Override
    public Uni<Void> attempting(Request request) {
        return execute(ATTEMPTING, Tuple.of(request.id()));
    }

    @Override
    public Uni<Void> answered(Mirror mirror, Request request, Optional<String> missionRef, Optional<String> runRef) {
        return pool.withTransaction(connection -> execute(connection, DROP, Tuple.of(request.id()))
                .chain(() -> execute(
                        connection,
                        KEEP_REFS,
                        Tuple.of(mirror.runId(), missionRef.orElse(null), runRef.orElse(null)))));
    }

    @Override
    public Uni<Void> tellNext(Mirror mirror, int most) {
        return execute(TELL_NEXT, Tuple.of(mirror.runId(), mirror.toldSeq(), most));
    }

    @Override
    public Uni<List<Told>> onTheirWay(Mirror mirror) {
        return Rows.list(
                        pool,
                        ON_THEIR_WAY,
                        Tuple.of(
                                mirror.runId(),
                                mirror.toldSeq(),
                                mirror.tellingSeq().orElseThrow()),
                        EventRow.class)
                .map(rows -> rows.stream().map(EventRow::told).toList());
    }

    @Override
    public Uni<Void> told(Mirror mirror) {
        return execute(TOLD, Tuple.of(mirror.runId(), mirror.tellingSeq().orElseThrow()));
    }

    @Override
    public Uni<Void> putOff(Mirror mirror, Instant until, int tries) {
        return execute(PUT_OFF, Tuple.of(mirror.runId(), utc(until), tries, utc(clock.instant())));
    }

    @Override
    public Uni<Void> close(Mirror mirror) {
        return execute(CLOSE, Tuple.of(mirror.runId()));
    }

    @Override
    public Uni<Void> giveUp(Mirror mirror) {
        return pool.withTransaction(connection -> execute(connection, DROP_ALL, Tuple.of(mirror.runId()))
                .chain(() -> execute(connection, GIVE_UP, Tuple.of(mirror.runId()))));
    }

    private Uni<Void> execute(String statement, Tuple parameters) {
        return pool.preparedQuery(statement).execute(parameters).replaceWithVoid();
    }

    private static Uni<Void> execute(SqlConnection connection, String statement, Tuple parameters) {
        return connection.preparedQuery(statement).execute(parameters).replaceWithVoid();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
