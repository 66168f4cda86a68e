package dev.switchboard.notifier.persistence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.ApprovalRequested;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.MissionCompleted;
import dev.switchboard.messaging.Ids;
import dev.switchboard.messaging.UnitOfWork;
import dev.switchboard.notifier.application.Notifications;
import dev.switchboard.notifier.domain.Approval;
import dev.switchboard.notifier.domain.Channel;
import dev.switchboard.notifier.domain.DeliveryPolicy;
import dev.switchboard.notifier.domain.Notification;
import dev.switchboard.notifier.domain.ReturnAddress;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
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
            on conflict (run_id, channel) where kind = 'COMPLETION' do nothing
            """;

    private static final String ASK = """
            insert into notification
                (id, mission_id, run_id, account, channel, kind, approval_id, event, state, created_at, next_attempt_at,
                 updated_at)
            select cast(n.value ->> 'id' as uuid), cast(nullif(cast(:mission as text), '') as uuid),
                   cast(nullif(cast(:run as text), '') as uuid), :account, n.value ->> 'channel', 'QUESTION', :approval,
                   '', 'PENDING', :now, :now, :now
            from json_array_elements(cast(cast(:channels as text) as json)) as n(value)
            on conflict (approval_id, channel) where kind = 'QUESTION' do nothing
            """;

    /** What was given up before anything was shown is left alone. */
    private static final String SHOW = """
            update notification
            set revision = revision + 1, state = 'PENDING', created_at = :now, next_attempt_at = :now, updated_at = :now
            where approval_id = :approval and kind = 'QUESTION' and (state <> 'GIVEN_UP' or reference <> '')
            """;

    private static final String FOR_ONE = """
            insert into notification
                (id, mission_id, run_id, account, channel, kind, approval_id, event, state, urgent, created_at,
                 next_attempt_at, updated_at)
            values (:id, cast(nullif(cast(:mission as text), '') as uuid), cast(nullif(cast(:run as text), '') as uuid),
                    :account, :channel, :kind, :approval, :event, :state, true, :now, :now, :now)
            """;

    /** Where there is nothing to say, the answer is settled without words. */
    private static final String RELEASE = """
            update notification n
            set state = case when t.value is null then 'SENT' else 'PENDING' end,
                event = case when t.value is null then n.event
                             else cast(cast(n.event as jsonb) || jsonb_build_object('text', t.value) as text) end,
                created_at = :now, next_attempt_at = :now, updated_at = :now
            from json_each_text(cast(cast(:texts as text) as json)) as t(key, value)
            where n.id = :id and n.state = 'HELD' and n.channel = t.key
            """;

    /** The lease is real time, by the one clock all replicas share: it outlives a request, not a mission's hours. */
    private static final String CLAIM = """
            with due as materialized (
                select id from notification
                where state = 'PENDING' and urgent = :urgent and next_attempt_at <= :now
                  and (leased_until is null or leased_until < clock_timestamp())
                order by next_attempt_at
                limit :most
                for update skip locked)
            update notification n
            set attempts = n.attempts + 1, leased_until = clock_timestamp() + interval '60 seconds'
            from due where n.id = due.id
            returning n.id, n.mission_id, n.run_id, n.account, n.channel, n.kind, n.approval_id, n.event, n.attempts,
                n.revision, n.created_at, n.sent_to, n.reference
            """;

    /**
     * The number of attempts tells whether it is still ours: a later claim has counted on. Where there is more to show by
     * now, it is due again at once. What was learnt of the message stays, also when a later attempt learns nothing.
     */
    private static final String SETTLE = """
            update notification n
            set state = case when n.revision = cast(s.value ->> 'revision' as integer) then s.value ->> 'state'
                             else 'PENDING' end,
                next_attempt_at = case when n.revision = cast(s.value ->> 'revision' as integer)
                                       then cast(s.value ->> 'next_attempt_at' as timestamptz) else :now end,
                updated_at = :now,
                leased_until = null,
                sent_to = coalesce(nullif(s.value ->> 'sent_to', ''), n.sent_to),
                reference = coalesce(nullif(s.value ->> 'reference', ''), n.reference),
                reason = s.value ->> 'reason'
            from json_array_elements(cast(cast(:attempts as text) as json)) as s(value)
            where n.id = cast(s.value ->> 'id' as uuid)
              and n.attempts = cast(s.value ->> 'attempts' as integer)
              and n.state = 'PENDING'
            """;

    private static final String NEXT_DUE = """
            select min(next_attempt_at) from notification
            where state = 'PENDING' and urgent = :urgent and (leased_until is null or leased_until < clock_timestamp())
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

    @Override
    public Uni<Void> ask(Mutiny.Session session, ApprovalRequested event, List<Channel> channels) {
        return session.createNativeQuery(ASK)
                .setParameter("approval", event.approvalId())
                .setParameter("mission", id(event.missionId()))
                .setParameter("run", id(event.runId()))
                .setParameter("account", event.account())
                .setParameter("now", clock.instant())
                .setParameter("channels", EventJson.write(withIds(channels)))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Empty for none: a parameter without a value has no type. */
    private static String id(Optional<UUID> id) {
        return id.map(UUID::toString).orElse("");
    }

    private ArrayNode withIds(List<Channel> channels) {
        ArrayNode rows = EventJson.mapper().createArrayNode();
        channels.forEach(
                channel -> rows.addObject().put("id", ids.next().toString()).put("channel", channel.name()));
        return rows;
    }

    @Override
    public Uni<Void> show(Mutiny.Session session, UUID approvalId) {
        return session.createNativeQuery(SHOW)
                .setParameter("approval", approvalId)
                .setParameter("now", clock.instant())
                .executeUpdate()
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> reply(Mutiny.Session session, Approval approval, Channel channel, ReturnAddress to, String text) {
        return forOne(
                session, ids.next(), approval, channel, NotificationRow.REPLY, Personal.reply(to, text), "PENDING");
    }

    @Override
    public Uni<Void> hold(
            Mutiny.Session session, UUID decisionId, Approval approval, Channel channel, ReturnAddress to) {
        return forOne(session, decisionId, approval, channel, NotificationRow.REPLY, Personal.reply(to, ""), "HELD");
    }

    @Override
    public Uni<Void> open(
            Mutiny.Session session, Approval approval, Channel channel, ReturnAddress to, String trigger) {
        return forOne(
                session, ids.next(), approval, channel, NotificationRow.FORM, Personal.form(to, trigger), "PENDING");
    }

    private Uni<Void> forOne(
            Mutiny.Session session,
            UUID id,
            Approval approval,
            Channel channel,
            String kind,
            Personal content,
            String state) {
        return session.createNativeQuery(FOR_ONE)
                .setParameter("id", id)
                .setParameter("mission", id(approval.missionId()))
                .setParameter("run", id(approval.runId()))
                .setParameter("account", approval.account())
                .setParameter("channel", channel.name())
                .setParameter("kind", kind)
                .setParameter("approval", approval.id())
                .setParameter("event", EventJson.write(content))
                .setParameter("state", state)
                .setParameter("now", clock.instant())
                .executeUpdate()
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> release(
            Mutiny.Session session, UUID decisionId, Optional<String> inSlack, Optional<String> inTelegram) {
        return session.createNativeQuery(RELEASE)
                .setParameter("id", decisionId)
                .setParameter(
                        "texts",
                        EventJson.write(EventJson.mapper()
                                .createObjectNode()
                                .put(Channel.SLACK.name(), inSlack.orElse(null))
                                .put(Channel.TELEGRAM.name(), inTelegram.orElse(null))))
                .setParameter("now", clock.instant())
                .executeUpdate()
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Notification>> claim(int most, boolean urgent) {
        return work.perform(session -> claimWith(session, most, urgent));
    }

    private Uni<List<Notification>> claimWith(Mutiny.Session session, int most, boolean urgent) {
        return session.createNativeQuery(CLAIM, NotificationRow.class)
                .setParameter("urgent", urgent)
                .setParameter("now", clock.instant())
                .setParameter("most", most)
                .getResultList()
                .chain(rows -> withApprovals(session, rows));
    }

    /** Read after the claim: what is sent is never older than the revision that is claimed. */
    private static Uni<List<Notification>> withApprovals(Mutiny.Session session, List<NotificationRow> rows) {
        Object[] approvals = rows.stream()
                .map(row -> row.approvalId)
                .filter(Objects::nonNull)
                .distinct()
                .toArray();
        if (approvals.length == 0) {
            return Uni.createFrom().item(ClaimedRows.of(rows, List.of()));
        }
        return session.find(ApprovalRow.class, approvals).map(found -> ClaimedRows.of(rows, found));
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
                .put("revision", attempt.notification().revision())
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
            case GO_ON, TRY_AGAIN -> "PENDING";
            case GIVE_UP -> "GIVEN_UP";
        };
    }

    @Override
    public Uni<Optional<Instant>> nextDue(boolean urgent) {
        return sessions.withSession(session -> session.createNativeQuery(NEXT_DUE, Instant.class)
                        .setParameter("urgent", urgent)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }
}
