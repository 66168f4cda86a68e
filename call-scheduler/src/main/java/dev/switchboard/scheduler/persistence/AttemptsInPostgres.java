package dev.switchboard.scheduler.persistence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.EventJson;
import dev.switchboard.scheduler.application.Attempts;
import dev.switchboard.scheduler.domain.Attempt;
import dev.switchboard.scheduler.domain.TelnyxIds;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The ledger of intents. Leases are real time by the database's clock, which all replicas share: how long a request may
 * be on its way has nothing to do with the mission's clock.
 */
@ApplicationScoped
class AttemptsInPostgres implements Attempts {

    private static final String WRITE = """
            with written as (
                insert into attempt (id, call_id, run_id, account, assistant_id, from_number, phone, number, via,
                                     state, intent_at, scheduled_for, look_at, lease_until)
                select r.id, r.call_id, r.run_id, r.account, r.assistant_id, r.from_number, r.phone, r.number, r.via,
                       'PLACING', r.intent_at, r.scheduled_for, r.intent_at,
                       clock_timestamp() + cast(:lease as double precision) * interval '1 second'
                from json_populate_recordset(cast(null as attempt), cast(cast(:rows as text) as json)) r
                on conflict (call_id, number) do update
                set state = 'PLACING', via = excluded.via, placings = attempt.placings + 1, intent_at = excluded.intent_at,
                    scheduled_for = excluded.scheduled_for, look_at = excluded.look_at, looks = 0,
                    lease_until = excluded.lease_until
                where attempt.state = 'REFUSED'
                returning call_id, id),
            moved as (
                update call set state = 'ATTEMPTING', attempt_id = written.id
                from written where call.id = written.call_id)
            select call_id, id from written
            """;
    private static final String CALLED = """
            select a.id from attempt a
            where a.account = :account
              and (a.id = :attempt or a.call_control_id = :control
                   or (a.phone = :phone and a.from_number = :from and a.state in %s
                       and a.call_control_id is null and a.intent_at <= :before
                       and a.via in ('SCHEDULED_EVENT', 'TEXML')))
            order by a.id = :attempt desc, a.call_control_id is null
            limit 1 for update
            """.formatted(Sql.LIVE);
    private static final String TEXTED = """
            select a.id from attempt a
            where a.account = :account and a.phone = :phone and a.from_number = :from and a.state in %s
              and a.scheduled_for <= :before and a.via = 'TEXT'
            limit 1 for update
            """.formatted(Sql.LIVE);
    private static final String ENDED = "select ended_at, machine from attempt where id = :id and ended_at is not null";
    private static final String LEASE_DUE = """
            with due as (
                select id from attempt
                where state in %s and look_at <= :now and lease_until <= clock_timestamp()
                order by look_at limit :most for update skip locked),
            leased as (
                update attempt a
                set lease_until = clock_timestamp() + cast(:lease as double precision) * interval '1 second'
                from due where a.id = due.id returning a.id)
            select id from leased
            """.formatted(Sql.LIVE);
    private static final String NEXT_LOOK = """
            select min(look_at) from attempt where state in %s and lease_until <= clock_timestamp()
            """.formatted(Sql.LIVE);
    private static final String LEASE_UNWANTED = """
            with unwanted as (
                select a.id from call c join attempt a on a.id = c.attempt_id
                where c.state = 'ATTEMPTING' and (c.cancel_requested or c.suppressed) and a.state = 'ACCEPTED'
                  and a.scheduled_event_id is not null and a.scheduled_for > :after
                  and a.lease_until <= clock_timestamp()
                limit :most for update of a skip locked),
            leased as (
                update attempt a
                set lease_until = clock_timestamp() + cast(:lease as double precision) * interval '1 second'
                from unwanted where a.id = unwanted.id returning a.id)
            select id from leased
            """;

    private static final String REMEMBER_MESSAGE = """
            insert into voicemail_message (account, phone, left_at, attempt_id)
            values (:account, :phone, :at, :attempt) on conflict (account, phone) do nothing
            """;
    private static final String HAS_MESSAGE = """
            select count(*) from voicemail_message where account = :account and phone = :phone and attempt_id <> :attempt
            """;
    private static final UUID NOBODY = new UUID(0, 0);

    private final Mutiny.SessionFactory sessions;

    AttemptsInPostgres(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<Map<UUID, UUID>> write(Mutiny.Session session, List<Placing> intents, Duration lease) {
        ArrayNode rows = EventJson.mapper().createArrayNode();
        intents.stream().map(AttemptsInPostgres::row).forEach(rows::add);
        return session.createNativeQuery(WRITE, Object[].class)
                .setParameter("rows", EventJson.write(rows))
                .setParameter("lease", seconds(lease))
                .getResultList()
                .map(written -> written.stream()
                        .collect(Collectors.toMap(columns -> (UUID) columns[0], columns -> (UUID) columns[1])));
    }

    @Override
    public Uni<Optional<Attempt>> lock(Mutiny.Session session, UUID attemptId) {
        return session.find(AttemptRow.class, attemptId, LockModeType.PESSIMISTIC_WRITE)
                .map(row -> Optional.ofNullable(row).map(AttemptRow::read));
    }

    @Override
    public Uni<Optional<Attempt>> lockCalled(
            Mutiny.Session session,
            String account,
            Optional<UUID> attemptId,
            TelnyxIds ids,
            String from,
            String phone,
            Instant before) {
        return session.createNativeQuery(CALLED, UUID.class)
                .setParameter("account", account)
                .setParameter("attempt", attemptId.orElse(NOBODY))
                .setParameter("control", ids.callControlId().orElse(""))
                .setParameter("from", from)
                .setParameter("phone", phone)
                .setParameter("before", before)
                .getSingleResultOrNull()
                .chain(id -> id == null ? Uni.createFrom().nullItem() : session.find(AttemptRow.class, id))
                .map(row -> Optional.ofNullable(row).map(AttemptRow::read));
    }

    @Override
    public Uni<Optional<Attempt>> lockTexted(
            Mutiny.Session session, String account, String from, String phone, Instant before) {
        return session.createNativeQuery(TEXTED, UUID.class)
                .setParameter("account", account)
                .setParameter("from", from)
                .setParameter("phone", phone)
                .setParameter("before", before)
                .getSingleResultOrNull()
                .chain(id -> id == null ? Uni.createFrom().nullItem() : session.find(AttemptRow.class, id))
                .map(row -> Optional.ofNullable(row).map(AttemptRow::read));
    }

    @Override
    public Uni<Void> save(Mutiny.Session session, Attempt attempt) {
        return session.find(AttemptRow.class, attempt.id())
                .invoke(row -> row.take(attempt))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Ended>> ended(Mutiny.Session session, UUID attemptId) {
        return session.createNativeQuery(ENDED, Object[].class)
                .setParameter("id", attemptId)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row)
                        .map(columns -> new Ended(Sql.maybeInstant(columns[0]).orElseThrow(), (Boolean) columns[1])));
    }

    @Override
    public Uni<Void> rememberMessage(Mutiny.Session session, Attempt attempt, Instant leftAt) {
        return session.createNativeQuery(REMEMBER_MESSAGE)
                .setParameter("account", attempt.account())
                .setParameter("phone", attempt.phone())
                .setParameter("at", leftAt)
                .setParameter("attempt", attempt.id())
                .executeUpdate()
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> hasMessage(Mutiny.Session session, Attempt attempt) {
        return session.createNativeQuery(HAS_MESSAGE, Long.class)
                .setParameter("account", attempt.account())
                .setParameter("phone", attempt.phone())
                .setParameter("attempt", attempt.id())
                .getSingleResult()
                .map(messages -> messages > 0);
    }

    @Override
    public Uni<List<Attempt>> leaseDue(Mutiny.Session session, Instant now, Duration lease, int most) {
        return session.createNativeQuery(LEASE_DUE, UUID.class)
                .setParameter("now", now)
                .setParameter("lease", seconds(lease))
                .setParameter("most", most)
                .getResultList()
                .chain(ids -> read(session, ids));
    }

    @Override
    public Uni<Optional<Instant>> nextLook() {
        return sessions.withSession(session -> session.createNativeQuery(NEXT_LOOK, Object.class)
                .getSingleResultOrNull()
                .map(Sql::maybeInstant));
    }

    @Override
    public Uni<List<Attempt>> leaseUnwanted(Mutiny.Session session, Instant after, Duration lease, int most) {
        return session.createNativeQuery(LEASE_UNWANTED, UUID.class)
                .setParameter("after", after)
                .setParameter("lease", seconds(lease))
                .setParameter("most", most)
                .getResultList()
                .chain(ids -> read(session, ids));
    }

    /** The rows are locked by now; reading them as entities after that keeps every column's mapping in one place. */
    private static Uni<List<Attempt>> read(Mutiny.Session session, List<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : session.find(AttemptRow.class, ids.toArray())
                        .map(rows -> rows.stream().map(AttemptRow::read).toList());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static ObjectNode row(Placing intent) {
        CallRequested request = intent.call().request();
        return EventJson.mapper()
                .createObjectNode()
                .put("id", intent.newId().toString())
                .put("call_id", request.callId().toString())
                .put("run_id", request.runId().toString())
                .put("account", request.account())
                .put("assistant_id", request.assistantId())
                .put("from_number", request.from())
                .put("phone", request.target().phone())
                .put("number", intent.call().number())
                .put("via", intent.via().name())
                .put("intent_at", intent.intentAt().toString())
                .put("scheduled_for", intent.verdict().scheduledFor().toString());
    }
}
