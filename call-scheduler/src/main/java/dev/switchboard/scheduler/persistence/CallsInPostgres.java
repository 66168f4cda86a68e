package dev.switchboard.scheduler.persistence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.CallCancelled;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.EventJson;
import dev.switchboard.scheduler.application.Calls;
import dev.switchboard.scheduler.application.RequestedCall;
import dev.switchboard.scheduler.application.TermsOfRequest;
import dev.switchboard.scheduler.application.WaitingCall;
import dev.switchboard.scheduler.domain.Call;
import dev.switchboard.scheduler.domain.Candidate;
import dev.switchboard.scheduler.domain.DialRate;
import dev.switchboard.scheduler.domain.Load;
import dev.switchboard.scheduler.domain.Prospect;
import dev.switchboard.scheduler.domain.RunCaps;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

@ApplicationScoped
class CallsInPostgres implements Calls {

    /** In the order of their ids, so that two that note the same runs wait for each other in one direction only. */
    private static final String NOTE_RUNS = """
            insert into run (id, account, concurrent_calls, calls_per_second)
            select r.id, r.account, r.concurrent_calls, r.calls_per_second
            from json_populate_recordset(cast(null as run), cast(cast(:rows as text) as json)) r
            order by r.id
            on conflict (id) do update
            set concurrent_calls = excluded.concurrent_calls, calls_per_second = excluded.calls_per_second
            where (run.concurrent_calls, run.calls_per_second)
                is distinct from (excluded.concurrent_calls, excluded.calls_per_second)
            """;
    /** Waits for a cancellation that is being written; one that comes later waits for us and then finds the call. */
    private static final String HOLD_RUNS = """
            select id, cancelled_at, steered_at, deadline from run
            where id = any(array(
                select cast(i as uuid) from json_array_elements_text(cast(cast(:runs as text) as json)) i))
            order by id for share
            """;

    private static final String KNOWN = """
            select k.id, exists (select 1 from call where id = k.id),
                   exists (select 1 from cancellation where call_id = k.id),
                   exists (select 1 from suppression s where s.account = k.account and s.phone = k.phone)
            from json_to_recordset(cast(cast(:calls as text) as json)) as k(id uuid, account text, phone text)
            """;
    /** The earliest queued call of each account: one index look-up per account, however long the queue is. */
    private static final String DUE = """
            with recursive earliest (account, due_at) as (
                (select account, due_at from call where state = 'QUEUED' order by account, due_at limit 1)
                union all
                select n.account, n.due_at from earliest e
                cross join lateral (
                    select c.account, c.due_at from call c
                    where c.state = 'QUEUED' and c.account > e.account
                    order by c.account, c.due_at limit 1) n)
            select e.account, e.due_at <= :now,
                   (select min(c.due_at) from call c
                    where c.account = e.account and c.state = 'QUEUED' and c.due_at > :now)
            from earliest e
            """;
    /**
     * The runs are found by one index look-up each; of every run only the first calls are read and locked. Each run and
     * each suppression is looked up by itself, too: joined, the planner would read all there ever were.
     */
    private static final String WAITING = """
            with recursive waiting (run_id) as (
                (select run_id from call where account = :account and state = 'QUEUED' order by run_id limit 1)
                union all
                select n.run_id from waiting w
                cross join lateral (
                    select c.run_id from call c
                    where c.account = :account and c.state = 'QUEUED' and c.run_id > w.run_id
                    order by c.run_id limit 1) n)
            select c.id, c.run_id, c.phone, c.priority, c.due_at, c.sequence, c.zones, c.request, c.attempts,
                   c.refusals, r.concurrent_calls, r.calls_per_second,
                   case when c.recipients = 'professional' then
                       (select max(a.ended_at) from attempt a
                        where a.account = c.account and a.phone = c.phone
                          and a.outcome in ('COMPLETED', 'VOICEMAIL'))
                   end, r.priority, c.deadline,
                   coalesce(
                       (select true from suppression s where s.account = c.account and s.phone = c.phone), false),
                   (select m.left_at from voicemail_message m where m.account = c.account and m.phone = c.phone)
            from waiting w
            cross join lateral (
                select * from run where id = w.run_id and cancelled_at is null and not held limit 1) r
            cross join lateral (
                select * from call q
                where q.run_id = w.run_id and q.account = :account and q.state = 'QUEUED' and q.due_at <= :now
                  and not exists (
                      select 1 from attempt a
                      where a.account = q.account and a.phone = q.phone and a.state in %s)
                order by q.priority desc, q.due_at, q.sequence
                limit :most for update of q skip locked) c
            """.formatted(Sql.LIVE);
    /**
     * Attempts that hold a slot, those dialled of late, and the last dial of runs so slow that it counts for longer.
     */
    private static final String LOAD = """
            select a.run_id, true, a.intent_at from attempt a where a.account = :account and a.state in %1$s
            union all
            select a.run_id, false, a.intent_at from attempt a
            where a.account = :account and a.intent_at > :since and a.state not in %1$s
            union all
            select r.id, false, l.intent_at from run r
            cross join lateral (select max(a.intent_at) intent_at from attempt a where a.run_id = r.id) l
            where r.account = :account and r.calls_per_second < 0.2 and r.cancelled_at is null
              and l.intent_at <= :since
              and exists (
                  select 1 from call c where c.account = :account and c.run_id = r.id and c.state = 'QUEUED')
            """.formatted(Sql.LIVE);

    private static final String PUT_OFF = """
            update call set due_at = p.due_at
            from json_populate_recordset(cast(null as call), cast(cast(:rows as text) as json)) p
            where call.id = p.id and call.state = 'QUEUED'
            """;
    private static final String PAST_DEADLINE = """
            select id from call where state = 'QUEUED' and deadline <= :now
            order by deadline limit :most for update skip locked
            """;
    private static final String WITHOUT_INSIGHT = """
            select id from call where state = 'AWAITING_INSIGHT' and insight_due_at <= :now
            order by insight_due_at limit :most for update skip locked
            """;
    private static final String NEXT_DEADLINE = """
            select least((select min(deadline) from call where state = 'QUEUED' and deadline is not null),
                         (select min(insight_due_at) from call where state = 'AWAITING_INSIGHT'))
            """;
    private static final String CANCEL_RUN = """
            insert into run (id, account, cancelled_at, cancel_reason, cancel_pending, end_live)
            values (:run, :account, :now, :reason, true, :live)
            on conflict (id) do update
            set cancelled_at = coalesce(run.cancelled_at, excluded.cancelled_at),
                cancel_reason = coalesce(run.cancel_reason, excluded.cancel_reason), cancel_pending = true,
                end_live = run.end_live or excluded.end_live
            """;
    private static final String NOTE_RUN_OF_CANCELLED =
            "insert into run (id, account) values (:run, :account) on conflict (id) do nothing";
    private static final String LOCK_RUN = "select cancelled_at from run where id = :run for update";
    private static final String NOTE_CANCELLATION = """
            insert into cancellation (call_id, cancelled_at, end_live) values (:call, :now, :live)
            on conflict (call_id) do update set end_live = cancellation.end_live or excluded.end_live
            """;
    private static final String TO_CANCEL = """
            select c.id from run r join call c on c.run_id = r.id
            where r.cancel_pending and c.state in ('QUEUED', 'ATTEMPTING', 'AWAITING_INSIGHT')
              and not c.cancel_requested
            order by c.state <> 'ATTEMPTING', c.id limit :most for update of c skip locked
            """;
    /** The first call from the run on, in the order of the index: any other question may read all calls that wait. */
    private static final String ALL_TOLD = """
            update run set cancel_pending = false
            where cancel_pending and id is distinct from (
                select c.run_id from call c
                where c.run_id >= run.id and c.state in ('QUEUED', 'ATTEMPTING', 'AWAITING_INSIGHT')
                  and not c.cancel_requested
                order by c.run_id limit 1)
            """;

    private final Mutiny.SessionFactory sessions;

    CallsInPostgres(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<Map<UUID, Known>> prepare(Mutiny.Session session, List<CallRequested> requests) {
        Map<UUID, CallRequested> byRun = new LinkedHashMap<>();
        requests.forEach(request -> byRun.putIfAbsent(request.runId(), request));
        ArrayNode rows = EventJson.mapper().createArrayNode();
        byRun.values().forEach(request -> rows.add(runRow(request)));
        return session.createNativeQuery(NOTE_RUNS)
                .setParameter("rows", EventJson.write(rows))
                .executeUpdate()
                .chain(() -> session.createNativeQuery(HOLD_RUNS, Object[].class)
                        .setParameter("runs", EventJson.write(byRun.keySet()))
                        .getResultList())
                .map(runs -> runs.stream().collect(Collectors.toMap(run -> (UUID) run[0], run -> run)))
                .chain(runs -> known(session, requests, runs));
    }

    private static Uni<Map<UUID, Known>> known(
            Mutiny.Session session, List<CallRequested> requests, Map<UUID, Object[]> runs) {
        Map<UUID, Object[]> runOf = new HashMap<>();
        requests.forEach(request -> runOf.put(request.callId(), runs.get(request.runId())));
        return session.createNativeQuery(KNOWN, Object[].class)
                .setParameter("calls", EventJson.write(callRows(requests)))
                .getResultList()
                .map(calls -> calls.stream()
                        .collect(Collectors.toMap(call -> (UUID) call[0], call -> known(call, runOf.get(call[0])))));
    }

    private static Known known(Object[] call, Object[] run) {
        return new Known(
                (Boolean) call[1],
                run[1] != null || (Boolean) call[2],
                (Boolean) call[3],
                run[2] != null,
                Sql.maybeInstant(run[3]));
    }

    private static ArrayNode callRows(List<CallRequested> requests) {
        ArrayNode rows = EventJson.mapper().createArrayNode();
        requests.forEach(request -> rows.addObject()
                .put("id", request.callId().toString())
                .put("account", request.account())
                .put("phone", request.target().phone()));
        return rows;
    }

    private static ObjectNode runRow(CallRequested request) {
        ObjectNode row = EventJson.mapper()
                .createObjectNode()
                .put("id", request.runId().toString())
                .put("account", request.account());
        request.limits().concurrentCalls().ifPresent(cap -> row.put("concurrent_calls", Math.max(1, cap)));
        request.limits().callsPerSecond().filter(rate -> rate > 0).ifPresent(rate -> row.put("calls_per_second", rate));
        return row;
    }

    @Override
    public Uni<Void> add(Mutiny.Session session, List<RequestedCall> calls) {
        return session.persistAll(calls.stream().map(CallRow::new).toArray());
    }

    @Override
    public Uni<Optional<RequestedCall>> lock(Mutiny.Session session, UUID callId) {
        return session.find(CallRow.class, callId, LockModeType.PESSIMISTIC_WRITE)
                .map(row -> Optional.ofNullable(row).map(CallRow::read));
    }

    @Override
    public Uni<Void> save(Mutiny.Session session, Call call) {
        return session.find(CallRow.class, call.id())
                .invoke(row -> row.take(call))
                .replaceWithVoid();
    }

    @Override
    public Uni<Due> due(Instant now) {
        return sessions.withSession(session -> session.createNativeQuery(DUE, Object[].class)
                        .setParameter("now", now)
                        .getResultList())
                .map(CallsInPostgres::due);
    }

    private static Due due(List<Object[]> accounts) {
        List<String> dueNow = accounts.stream()
                .filter(columns -> (Boolean) columns[1])
                .map(columns -> (String) columns[0])
                .toList();
        Optional<Instant> next = accounts.stream()
                .flatMap(columns -> Sql.maybeInstant(columns[2]).stream())
                .min(Comparator.naturalOrder());
        return new Due(dueNow, next);
    }

    @Override
    public Uni<List<WaitingCall>> waiting(Mutiny.Session session, String account, int most, Instant now) {
        return session.createNativeQuery(WAITING, Object[].class)
                .setParameter("account", account)
                .setParameter("most", most)
                .setParameter("now", now)
                .getResultList()
                .map(rows -> rows.stream().map(CallsInPostgres::waitingCall).toList());
    }

    private static WaitingCall waitingCall(Object[] columns) {
        CallRequested request = CallRow.request((String) columns[7]);
        RunCaps caps = new RunCaps(
                Optional.ofNullable(columns[10]).map(Sql::integer),
                Optional.ofNullable(columns[11]).map(rate -> new DialRate(((Number) rate).doubleValue())));
        Candidate candidate = new Candidate(
                (UUID) columns[0],
                (UUID) columns[1],
                Sql.integer(columns[13]),
                (String) columns[2],
                Sql.integer(columns[3]),
                Sql.instant(columns[4]),
                Sql.integer(columns[5]),
                caps);
        return new WaitingCall(
                candidate,
                request,
                new Prospect(
                        TermsOfRequest.read(request, CallRow.zones((String) columns[6]))
                                .until(Sql.maybeInstant(columns[14])),
                        Sql.integer(columns[9]),
                        Sql.maybeInstant(columns[12]),
                        (Boolean) columns[15],
                        Sql.maybeInstant(columns[16])),
                Sql.integer(columns[8]) + 1);
    }

    @Override
    public Uni<List<Load.Placed>> load(Mutiny.Session session, String account, Instant since) {
        return session.createNativeQuery(LOAD, Object[].class)
                .setParameter("account", account)
                .setParameter("since", since)
                .getResultList()
                .map(rows -> rows.stream().map(CallsInPostgres::placed).toList());
    }

    private static Load.Placed placed(Object[] columns) {
        return new Load.Placed((UUID) columns[0], (Boolean) columns[1], Sql.instant(columns[2]));
    }

    @Override
    public Uni<Void> putOff(Mutiny.Session session, Map<UUID, Instant> dueAt) {
        ArrayNode rows = EventJson.mapper().createArrayNode();
        dueAt.forEach((id, at) -> rows.addObject().put("id", id.toString()).put("due_at", at.toString()));
        return session.createNativeQuery(PUT_OFF)
                .setParameter("rows", EventJson.write(rows))
                .executeUpdate()
                .replaceWithVoid();
    }

    @Override
    public Uni<List<UUID>> pastDeadline(Mutiny.Session session, Instant now, int most) {
        return session.createNativeQuery(PAST_DEADLINE, UUID.class)
                .setParameter("now", now)
                .setParameter("most", most)
                .getResultList();
    }

    @Override
    public Uni<List<UUID>> withoutInsight(Mutiny.Session session, Instant now, int most) {
        return session.createNativeQuery(WITHOUT_INSIGHT, UUID.class)
                .setParameter("now", now)
                .setParameter("most", most)
                .getResultList();
    }

    @Override
    public Uni<Optional<Instant>> nextDeadline(Mutiny.Session session) {
        return session.createNativeQuery(NEXT_DEADLINE, Object.class)
                .getSingleResultOrNull()
                .map(Sql::maybeInstant);
    }

    @Override
    public Uni<Void> cancelRun(Mutiny.Session session, CallCancelled wish, Instant now) {
        return session.createNativeQuery(CANCEL_RUN)
                .setParameter("run", wish.runId())
                .setParameter("account", wish.account())
                .setParameter("now", now)
                .setParameter("reason", wish.reason())
                .setParameter("live", wish.endLive().orElse(false))
                .executeUpdate()
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> cancelUnknown(Mutiny.Session session, UUID callId, CallCancelled wish, Instant now) {
        return session.createNativeQuery(NOTE_RUN_OF_CANCELLED)
                .setParameter("run", wish.runId())
                .setParameter("account", wish.account())
                .executeUpdate()
                .chain(() -> session.createNativeQuery(LOCK_RUN, Object.class)
                        .setParameter("run", wish.runId())
                        .getSingleResultOrNull())
                .chain(() -> session.createNativeQuery(NOTE_CANCELLATION)
                        .setParameter("call", callId)
                        .setParameter("now", now)
                        .setParameter("live", wish.endLive().orElse(false))
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<List<UUID>> toCancel(Mutiny.Session session, int most) {
        return session.createNativeQuery(TO_CANCEL, UUID.class)
                .setParameter("most", most)
                .getResultList();
    }

    @Override
    public Uni<Void> cancelled(Mutiny.Session session) {
        return session.createNativeQuery(ALL_TOLD).executeUpdate().replaceWithVoid();
    }
}
