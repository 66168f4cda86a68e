package dev.switchboard.notifier.persistence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.MissionCompleted;
import dev.switchboard.messaging.Ids;
import dev.switchboard.messaging.UnitOfWork;
import dev.switchboard.notifier.application.Notifications;
import dev.switchboard.notifier.domain.Channel;
import dev.switchboard.notifier.domain.CompletionNotice;
import dev.switchboard.notifier.domain.DeliveryPolicy;
import dev.switchboard.notifier.domain.Notification;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The table {@code notification}. */
@ApplicationScoped
class NotificationsInPostgres implements Notifications {

    // Text first, then JSON: as a parameter of type json a string would become a JSON string.
    private static final String ADD = """
            insert into notification
                (id, mission_id, run_id, account, channel, event, state, created_at, next_attempt_at, updated_at)
            select cast(n.value ->> 'id' as uuid), :mission, :run, :account, n.value ->> 'channel', :event, 'PENDING',
                   :now, :now, :now
            from json_array_elements(cast(cast(:channels as text) as json)) as n(value)
            on conflict (run_id, channel) do nothing
            """;

    /** The lease is real time, by the one clock all replicas share: it outlives a request, not a mission's hours. */
    private static final String CLAIM = """
            with due as materialized (
                select id from notification
                where state = 'PENDING' and next_attempt_at <= :now
                  and (leased_until is null or leased_until < clock_timestamp())
                order by next_attempt_at
                limit :most
                for update skip locked)
            update notification n
            set attempts = n.attempts + 1, leased_until = clock_timestamp() + interval '60 seconds'
            from due where n.id = due.id
            returning n.id, n.mission_id, n.run_id, n.account, n.channel, n.event, n.attempts, n.created_at
            """;

    /** The number of attempts tells whether it is still ours: a later claim has counted on. */
    private static final String SETTLE = """
            update notification n
            set state = s.value ->> 'state',
                next_attempt_at = cast(s.value ->> 'next_attempt_at' as timestamptz),
                updated_at = :now,
                leased_until = null,
                sent_to = s.value ->> 'sent_to',
                reference = s.value ->> 'reference',
                reason = s.value ->> 'reason'
            from json_array_elements(cast(cast(:attempts as text) as json)) as s(value)
            where n.id = cast(s.value ->> 'id' as uuid)
              and n.attempts = cast(s.value ->> 'attempts' as integer)
              and n.state = 'PENDING'
            """;

    private static final String NEXT_DUE = """
            select min(next_attempt_at) from notification
            where state = 'PENDING' and (leased_until is null or leased_until < clock_timestamp())
            """;

    private final UnitOfWork work;
    private final Mutiny.SessionFactory sessions;
    private final MissionClock clock;
    private final Ids ids;

    NotificationsInPostgres(UnitOfWork work, Mutiny.SessionFactory sessions, MissionClock clock, Ids ids) {
        this.work = work;
        this.sessions = sessions;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public Uni<Void> add(Mutiny.Session session, MissionCompleted event, List<Channel> channels) {
        return session.createNativeQuery(ADD)
                .setParameter("mission", event.missionId())
                .setParameter("run", event.runId())
                .setParameter("account", event.account())
                .setParameter("event", EventJson.write(event))
                .setParameter("now", clock.instant())
                .setParameter("channels", EventJson.write(withIds(channels)))
                .executeUpdate()
                .replaceWithVoid();
    }

    private ArrayNode withIds(List<Channel> channels) {
        ArrayNode rows = EventJson.mapper().createArrayNode();
        channels.forEach(
                channel -> rows.addObject().put("id", ids.next().toString()).put("channel", channel.name()));
        return rows;
    }

    @Override
    public Uni<List<Notification>> claim(int most) {
        return work.perform(session -> claimWith(session, most));
    }

    private Uni<List<Notification>> claimWith(Mutiny.Session session, int most) {
        return session.createNativeQuery(CLAIM, NotificationRow.class)
                .setParameter("now", clock.instant())
                .setParameter("most", most)
                .getResultList()
                .map(rows ->
                        rows.stream().map(NotificationsInPostgres::notification).toList());
    }

    private static Notification notification(NotificationRow row) {
        return new Notification(
                row.id,
                row.missionId,
                row.runId,
                row.account,
                Channel.valueOf(row.channel),
                row.attempts,
                row.createdAt,
                notice(EventJson.read(row.event.getBytes(StandardCharsets.UTF_8), MissionCompleted.class)));
    }

    private static CompletionNotice notice(MissionCompleted event) {
        return CompletionNotice.of(event.name(), ending(event.status()), event.summary(), event.payload());
    }

    private static CompletionNotice.Ending ending(MissionCompleted.Status status) {
        return switch (status) {
            case SUCCEEDED -> CompletionNotice.Ending.SUCCEEDED;
            case FAILED -> CompletionNotice.Ending.FAILED;
            case CANCELLED -> CompletionNotice.Ending.CANCELLED;
        };
    }

    @Override
    public Uni<Void> settle(List<Attempt> attempts) {
        if (attempts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String rows = EventJson.write(settled(attempts));
        return work.perform(session -> session.createNativeQuery(SETTLE)
                        .setParameter("now", clock.instant())
                        .setParameter("attempts", rows)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static ArrayNode settled(List<Attempt> attempts) {
        ArrayNode rows = EventJson.mapper().createArrayNode();
        attempts.forEach(attempt -> rows.addObject()
                .put("id", attempt.notification().id().toString())
                .put("attempts", attempt.notification().attempts())
                .put("state", state(attempt.next().decision()))
                .put("next_attempt_at", attempt.next().at().toString())
                .put("sent_to", attempt.delivery().sentTo())
                .put("reference", attempt.delivery().reference())
                .put("reason", attempt.delivery().reason()));
        return rows;
    }

    private static String state(DeliveryPolicy.Decision decision) {
        return switch (decision) {
            case SENT -> "SENT";
            case TRY_AGAIN -> "PENDING";
            case GIVE_UP -> "GIVEN_UP";
        };
    }

    @Override
    public Uni<Optional<Instant>> nextDue() {
        return sessions.withSession(session ->
                        session.createNativeQuery(NEXT_DUE, Instant.class).getSingleResultOrNull())
                .map(Optional::ofNullable);
    }
}
