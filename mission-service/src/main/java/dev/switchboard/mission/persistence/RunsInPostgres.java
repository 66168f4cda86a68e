package dev.switchboard.mission.persistence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.EventJson;
import dev.switchboard.mission.application.Provisioned;
import dev.switchboard.mission.application.RunState;
import dev.switchboard.mission.application.Runs;
import dev.switchboard.mission.application.Work;
import dev.switchboard.mission.domain.RunStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
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

/** Runs in the table {@code run}. */
@ApplicationScoped
public class RunsInPostgres implements Runs {

    /** Rows that refer to the run may be added beside it: their check of the key does not wait for this lock. */
    private static final String LOCK = "select " + RunRow.COLUMNS + " from run where id = :id for no key update";

    private static final String FIND = "select " + RunRow.COLUMNS + " from run where id = $1";

    /** Counters of attempts are left alone: events add to those themselves. Tries start again with new work. */
    private static final String SAVE = """
            update run set status = v.status, targets = v.targets, entries = v.entries, stage = v.stage, asked = v.asked,
                settled = v.settled, succeeded = v.succeeded, best = v.best, memory = v.memory, outcome = v.outcome,
                outcome_reason = v.outcome_reason, work_tries = v.work_tries, priority = v.priority,
                deadline_at = v.deadline_at, budget_usd = v.budget_usd,
                work_due_at = case when v.work is null then null else v.due_at end, work = v.work
            from json_to_record(cast(cast(:run as text) as json)) as v(
                id uuid, status text, targets integer, entries integer, stage integer, asked integer, settled integer,
                succeeded integer, best json, memory json, outcome text, outcome_reason text, work text, work_tries integer,
                due_at timestamptz, priority integer, deadline_at timestamptz, budget_usd numeric)
            where run.id = v.id
            """;

    private static final String BEGUN = "update run set started_at = :at where id = :id";

    private static final String OVER = """
            update run set status = :status, summary = :summary, reason = outcome_reason, finished_at = :at,
                work = null, work_due_at = null
            where id = :id
            """;

    /** A path beyond the last element appends. */
    private static final String RECORD_PROVISIONED = """
            update run set provisions = jsonb_set(provisions, array[cast($2 as text)], cast(cast($3 as text) as jsonb)),
                work_tries = 0
            where id = $1 and finished_at is null
            """;

    private static final String PUT_OFF =
            "update run set work_due_at = $2, work_tries = work_tries + 1 where id = $1 and work is not null";

    private static final String ACCOUNTS =
            "select distinct account from run where work = 'provision' and work_due_at <= $1";
    private static final String LEASE = """
            insert into provisioning_lease (account, leased_until) values ($1, $3)
            on conflict (account) do update set leased_until = excluded.leased_until
            where provisioning_lease.leased_until <= $2
            """;
    private static final String RELEASE = "update provisioning_lease set leased_until = $2 where account = $1";
    private static final String TO_PROVISION = """
            select id from run where work = 'provision' and account = $1 and work_due_at <= $2
            order by created_at, id limit 50
            """;

    private static final String CLAIM = """
            update run set work_due_at = $3 where id in (
                select id from run where work = $1 and work_due_at <= $2
                order by work_due_at limit 20 for update skip locked)
            returning id
            """;
    private static final String NEXT_DUE = "select min(work_due_at) as at from run where work = $1";
    private static final String EXPIRED = """
            select id from run where finished_at is null and deadline_at <= $1 and outcome is null
            order by deadline_at limit 100
            """;
    private static final String NEXT_DEADLINE =
            "select min(deadline_at) as at from run where finished_at is null and deadline_at is not null and outcome is null";

    private record IdRow(UUID id) {}

    private record InstantRow(Optional<Instant> at) {}

    private record AccountRow(String account) {}

    private final Pool pool;
    private final MissionClock clock;

    RunsInPostgres(Pool pool, MissionClock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public Uni<RunState> lock(Mutiny.Session session, UUID runId) {
        return Rows.first(session, LOCK, Map.of("id", runId), RunRow.class).map(row -> existing(row, runId));
    }

    @Override
    public Uni<RunState> find(UUID runId) {
        return Rows.first(pool, FIND, Tuple.of(runId), RunRow.class).map(row -> existing(row, runId));
    }

    private static RunState existing(Optional<RunRow> row, UUID runId) {
        return row.map(RunRow::state).orElseThrow(() -> new IllegalStateException("no run " + runId));
    }

    @Override
    public Uni<Void> save(Mutiny.Session session, RunState run) {
        ObjectNode row = EventJson.mapper()
                .createObjectNode()
                .put("id", run.id().toString())
                .put("status", run.status().word())
                .put("targets", run.targets())
                .put("entries", run.entries())
                .put("stage", run.stage())
                .put("asked", run.asked())
                .put("settled", run.settled())
                .put("succeeded", run.succeeded())
                .put("work_tries", run.workTries())
                .put("priority", run.priority())
                .put("due_at", clock.instant().toString());
        run.best().ifPresent(best -> row.set("best", EventJson.mapper().valueToTree(best)));
        row.set("memory", EventJson.mapper().valueToTree(run.memory()));
        run.outcome().map(RunStatus::word).ifPresent(word -> row.put("outcome", word));
        run.outcomeReason().ifPresent(reason -> row.put("outcome_reason", reason));
        run.deadlineAt().ifPresent(at -> row.put("deadline_at", at.toString()));
        run.spending().cap().ifPresent(cap -> row.put("budget_usd", cap));
        run.work().map(Work::word).ifPresent(word -> row.put("work", word));
        return Rows.execute(session, SAVE, Map.of("run", EventJson.write(row))).replaceWithVoid();
    }

    @Override
    public Uni<Void> begun(Mutiny.Session session, UUID runId, Instant at) {
        return Rows.execute(session, BEGUN, Map.of("id", runId, "at", at)).replaceWithVoid();
    }

    @Override
    public Uni<Void> over(Mutiny.Session session, RunState run, String summary, Instant at) {
        return Rows.execute(
                        session,
                        OVER,
                        Map.of(
                                "id",
                                run.id(),
                                "status",
                                run.outcome().orElseThrow().word(),
                                "summary",
                                summary,
                                "at",
                                at))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> recordProvisioned(UUID runId, int stage, Provisioned provisioned) {
        return pool.preparedQuery(RECORD_PROVISIONED)
                .execute(Tuple.of(runId, Integer.toString(stage - 1), EventJson.write(provisioned)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> putOff(UUID runId, Instant until) {
        return pool.preparedQuery(PUT_OFF).execute(Tuple.of(runId, utc(until))).replaceWithVoid();
    }

    @Override
    public Uni<List<String>> accountsToProvision(Instant now) {
        return Rows.list(pool, ACCOUNTS, Tuple.of(utc(now)), AccountRow.class)
                .map(rows -> rows.stream().map(AccountRow::account).toList());
    }

    @Override
    public Uni<Boolean> leaseProvisioning(String account, Instant now, Instant until) {
        return pool.preparedQuery(LEASE)
                .execute(Tuple.of(account, utc(now), utc(until)))
                .map(rows -> rows.rowCount() == 1);
    }

    @Override
    public Uni<Void> releaseProvisioning(String account, Instant now) {
        return pool.preparedQuery(RELEASE).execute(Tuple.of(account, utc(now))).replaceWithVoid();
    }

    @Override
    public Uni<List<UUID>> toProvision(String account, Instant now) {
        return Rows.list(pool, TO_PROVISION, Tuple.of(account, utc(now)), IdRow.class)
                .map(RunsInPostgres::ids);
    }

    @Override
    public Uni<List<UUID>> claim(Work work, Instant now, Instant until) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(work.word(), utc(now), utc(until)))
                .chain(rows ->
                        rows.toMulti().map(row -> row.getUUID("id")).collect().asList());
    }

    @Override
    public Uni<Optional<Instant>> nextDue(Work work) {
        return Rows.first(pool, NEXT_DUE, Tuple.of(work.word()), InstantRow.class)
                .map(row -> row.flatMap(InstantRow::at));
    }

    @Override
    public Uni<List<UUID>> expired(Instant now) {
        return Rows.list(pool, EXPIRED, Tuple.of(utc(now)), IdRow.class).map(RunsInPostgres::ids);
    }

    @Override
    public Uni<Optional<Instant>> nextDeadline() {
        return Rows.first(pool, NEXT_DEADLINE, Tuple.tuple(), InstantRow.class).map(row -> row.flatMap(InstantRow::at));
    }

    private static List<UUID> ids(List<IdRow> rows) {
        return rows.stream().map(IdRow::id).toList();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
