package dev.switchboard.scheduler.persistence;

import dev.switchboard.events.TelnyxWebhook;
import dev.switchboard.scheduler.application.LiveCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

@ApplicationScoped
class LiveCallsInPostgres implements LiveCalls {

    private static final String FIND = """
            select c.id, c.run_id, c.phone, c.state, c.due_at, c.attempts, c.last_outcome,
                   a.id attempt_id, a.number, a.state attempt_state, a.scheduled_for, a.started_at, a.answered_at,
                   a.ended_at, a.outcome, a.call_control_id, a.call_session_id, a.conversation_id
            from call c left join attempt a on a.id = c.attempt_id
            where c.id = $1 and c.account = $2
            """;
    private static final String COMMANDS = """
            select command_id, call_id, attempt_id, action, requested_by, requested_at, result, detail
            from call_action where call_id = $1 order by requested_at, command_id
            """;
    private static final String FOLLOWED =
            "select event_type, occurred_at from call_action_webhook where call_id = $1 order by occurred_at, event_id";
    private static final String KEEP = """
            insert into call_action (command_id, call_id, attempt_id, account, call_control_id, call_session_id,
                                     action, requested_by, requested_at)
            values (:command, :call, :attempt, :account, :control, :session, :action, :by, :at)
            on conflict (command_id) do nothing
            """;
    private static final String KEPT = """
            select command_id, call_id, attempt_id, action, requested_by, requested_at, result, detail
            from call_action where command_id = :command for update
            """;
    private static final String ANSWERED =
            "update call_action set result = :result, detail = :detail where command_id = :command";
    private static final String FOLLOW = """
            insert into call_action_webhook (event_id, call_id, attempt_id, event_type, occurred_at)
            select :event, a.call_id, a.attempt_id, :type, :at from call_action a
            where a.account = :account
              and ((:control <> '' and a.call_control_id = :control) or (:session <> '' and a.call_session_id = :session))
            limit 1
            on conflict (event_id) do nothing
            """;

    private final Pool pool;

    LiveCallsInPostgres(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Optional<Sight>> find(String account, UUID callId) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(callId, account))
                .map(rows -> read(rows, LiveCallsInPostgres::sight).stream().findFirst());
    }

    private static Sight sight(Row row) {
        return new Sight(
                row.getUUID("id"),
                row.getUUID("run_id"),
                row.getString("phone"),
                row.getString("state"),
                instant(row, "due_at").orElseThrow(),
                row.getInteger("attempts"),
                Optional.ofNullable(row.getString("last_outcome")),
                Optional.ofNullable(row.getUUID("attempt_id")).map(id -> attempt(id, row)));
    }

    private static AttemptSight attempt(UUID id, Row row) {
        return new AttemptSight(
                id,
                row.getInteger("number"),
                row.getString("attempt_state"),
                instant(row, "scheduled_for").orElseThrow(),
                instant(row, "started_at"),
                instant(row, "answered_at"),
                instant(row, "ended_at"),
                Optional.ofNullable(row.getString("outcome")),
                Optional.ofNullable(row.getString("call_control_id")),
                Optional.ofNullable(row.getString("call_session_id")),
                Optional.ofNullable(row.getString("conversation_id")));
    }

    @Override
    public Uni<List<Command>> commands(UUID callId) {
        return pool.preparedQuery(COMMANDS)
                .execute(Tuple.of(callId))
                .map(rows -> read(
                        rows,
                        row -> new Command(
                                row.getUUID("command_id"),
                                row.getUUID("call_id"),
                                row.getUUID("attempt_id"),
                                row.getString("action"),
                                row.getString("requested_by"),
                                instant(row, "requested_at").orElseThrow(),
                                row.getString("result"),
                                row.getString("detail"))));
    }

    @Override
    public Uni<List<Followed>> followed(UUID callId) {
        return pool.preparedQuery(FOLLOWED)
                .execute(Tuple.of(callId))
                .map(rows -> read(
                        rows,
                        row -> new Followed(
                                row.getString("event_type"),
                                instant(row, "occurred_at").orElseThrow())));
    }

    @Override
    public Uni<Command> keep(Mutiny.Session session, Command command, String account, AttemptSight attempt) {
        return session.createNativeQuery(KEEP)
                .setParameter("command", command.commandId())
                .setParameter("call", command.callId())
                .setParameter("attempt", command.attemptId())
                .setParameter("account", account)
                .setParameter("control", attempt.callControlId().orElseThrow())
                .setParameter("session", attempt.callSessionId().orElse(""))
                .setParameter("action", command.action())
                .setParameter("by", command.requestedBy())
                .setParameter("at", command.requestedAt())
                .executeUpdate()
                .chain(() -> session.createNativeQuery(KEPT, Object[].class)
                        .setParameter("command", command.commandId())
                        .getSingleResult())
                .map(LiveCallsInPostgres::command);
    }

    private static Command command(Object[] columns) {
        return new Command(
                (UUID) columns[0],
                (UUID) columns[1],
                (UUID) columns[2],
                (String) columns[3],
                (String) columns[4],
                Sql.instant(columns[5]),
                (String) columns[6],
                (String) columns[7]);
    }

    @Override
    public Uni<Void> answered(Mutiny.Session session, UUID commandId, String result, String detail) {
        return session.createNativeQuery(ANSWERED)
                .setParameter("command", commandId)
                .setParameter("result", result)
                .setParameter("detail", detail)
                .executeUpdate()
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> follow(Mutiny.Session session, TelnyxWebhook webhook) {
        return session.createNativeQuery(FOLLOW)
                .setParameter("event", webhook.eventId())
                .setParameter("type", webhook.eventType())
                .setParameter("at", webhook.occurredAt())
                .setParameter("account", webhook.account())
                .setParameter("control", webhook.callControlId().orElse(""))
                .setParameter("session", webhook.callSessionId().orElse(""))
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Optional<Instant> instant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(time -> time.toInstant());
    }

    private static <T> List<T> read(RowSet<Row> rows, Function<Row, T> reader) {
        List<T> all = new ArrayList<>();
        rows.forEach(row -> all.add(reader.apply(row)));
        return all;
    }
}
