package dev.switchboard.scheduler.persistence;

import dev.switchboard.messaging.Ids;
import dev.switchboard.scheduler.application.Commands;
import dev.switchboard.scheduler.application.DueCommand;
import dev.switchboard.scheduler.domain.Command;
import dev.switchboard.scheduler.domain.LiveCall;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** The intents of commands. Leases are real time by the database's clock, as those of attempts. */
@ApplicationScoped
class CommandsInPostgres implements Commands {

    private static final String OF = "from CommandRow where attemptId = :attempt";
    private static final String CLOSE = """
            update command set state = 'DROPPED' where attempt_id = :attempt and state = 'WAITING'
            """;
    /** A message that may have been left already is not sent again once Telnyx has forgotten the command. */
    private static final String LEASE_DUE = """
            with due as (
                select c.id from command c join attempt a on a.id = c.attempt_id
                where c.state in ('WAITING', 'SENT') and c.due_at <= :now and c.lease_until <= clock_timestamp()
                  and a.state in ('ACCEPTED', 'LIVE') and a.call_control_id is not null
                  and not (c.kind = 'LEAVE_MESSAGE' and c.state = 'SENT'
                           and c.first_sent_at <= :forgotten)
                order by c.due_at limit :most for update of c skip locked),
            leased as (
                update command c
                set state = 'SENT', tries = c.tries + 1,
                    first_sent_at = case when c.state = 'SENT' then coalesce(c.first_sent_at, :now) else :now end,
                    lease_until = clock_timestamp() + cast(:lease as double precision) * interval '1 second'
                from due where c.id = due.id returning c.id, c.attempt_id, c.kind)
            select l.id, l.attempt_id, a.account, a.call_control_id, l.kind, q.request
            from leased l join attempt a on a.id = l.attempt_id join call q on q.id = a.call_id
            """;

    private static final String NEXT_DUE = """
            select min(c.due_at) from command c join attempt a on a.id = c.attempt_id
            where c.state in ('WAITING', 'SENT') and c.lease_until <= clock_timestamp()
              and a.state in ('ACCEPTED', 'LIVE') and a.call_control_id is not null
              and not (c.kind = 'LEAVE_MESSAGE' and c.state = 'SENT')
            """;

    private final Mutiny.SessionFactory sessions;
    private final Ids ids;

    CommandsInPostgres(Mutiny.SessionFactory sessions, Ids ids) {
        this.sessions = sessions;
        this.ids = ids;
    }

    @Override
    public Uni<Map<Command.Kind, Command>> of(Mutiny.Session session, UUID attemptId) {
        return rows(session, attemptId)
                .map(rows -> rows.stream()
                        .map(CommandRow::read)
                        .collect(Collectors.toMap(Command::kind, Function.identity())));
    }

    private static Uni<List<CommandRow>> rows(Mutiny.Session session, UUID attemptId) {
        return session.createQuery(OF, CommandRow.class)
                .setParameter("attempt", attemptId)
                .getResultList();
    }

    @Override
    public Uni<Void> save(Mutiny.Session session, UUID attemptId, Map<Command.Kind, Command> before, LiveCall after) {
        List<Command> changed = after.commands().values().stream()
                .filter(command -> !command.equals(before.get(command.kind())))
                .toList();
        return changed.isEmpty()
                ? Uni.createFrom().voidItem()
                : rows(session, attemptId).chain(rows -> write(session, attemptId, changed, rows));
    }

    private Uni<Void> write(Mutiny.Session session, UUID attemptId, List<Command> changed, List<CommandRow> rows) {
        Map<Command.Kind, CommandRow> known =
                rows.stream().collect(Collectors.toMap(row -> row.read().kind(), Function.identity()));
        changed.stream()
                .filter(command -> known.containsKey(command.kind()))
                .forEach(command -> known.get(command.kind()).take(command));
        Object[] added = changed.stream()
                .filter(command -> !known.containsKey(command.kind()))
                .map(command -> new CommandRow(ids.next(), attemptId, command))
                .toArray();
        return session.persistAll(added).chain(session::flush);
    }

    @Override
    public Uni<Void> close(Mutiny.Session session, UUID attemptId) {
        return session.createNativeQuery(CLOSE)
                .setParameter("attempt", attemptId)
                .executeUpdate()
                .replaceWithVoid();
    }

    @Override
    public Uni<List<DueCommand>> leaseDue(Mutiny.Session session, Instant now, Duration lease, int most) {
        long since = System.nanoTime();
        return session.createNativeQuery(LEASE_DUE, Object[].class)
                .setParameter("now", now)
                .setParameter("forgotten", now.minus(Command.SAME_COMMAND))
                .setParameter("lease", lease.toMillis() / 1000.0)
                .setParameter("most", most)
                .getResultList()
                .map(rows -> rows.stream().map(row -> due(row, since)).toList());
    }

    private static DueCommand due(Object[] row, long since) {
        return new DueCommand(
                (UUID) row[0],
                (UUID) row[1],
                (String) row[2],
                (String) row[3],
                Command.Kind.valueOf((String) row[4]),
                CallRow.request((String) row[5]),
                since);
    }

    @Override
    public Uni<Optional<Instant>> nextDue() {
        return sessions.withSession(session -> session.createNativeQuery(NEXT_DUE, Object.class)
                .getSingleResultOrNull()
                .map(Sql::maybeInstant));
    }
}
