package dev.switchboard.notifier.persistence;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.ApprovalAnswered;
import dev.switchboard.events.ApprovalRequested;
import dev.switchboard.events.EventJson;
import dev.switchboard.notifier.application.Approvals;
import dev.switchboard.notifier.domain.Approval;
import dev.switchboard.notifier.domain.Channel;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The table {@code approval}. */
@ApplicationScoped
class ApprovalsInPostgres implements Approvals {

    private static final String KEEP = """
            insert into approval as a (id, account, requested, updated_at) values (:id, :account, :event, :now)
            on conflict (id) do update set requested = excluded.requested, updated_at = excluded.updated_at
            where a.requested is null
            """;

    private static final String CLOSE = """
            insert into approval as a (id, account, answered, updated_at) values (:id, :account, :event, :now)
            on conflict (id) do update set answered = excluded.answered, updated_at = excluded.updated_at
            where a.answered is null
            """;

    private static final String SHOWN_BY = """
            select approval_id from notification
            where kind = 'QUESTION' and channel = :channel and sent_to = :place and reference = :message
            """;

    private static final String IS_SHOWN_BY = """
            select count(*) from notification
            where kind = 'QUESTION' and approval_id = :id and channel = :channel and sent_to = :place
                and :message in ('', reference)
            """;

    private final MissionClock clock;

    ApprovalsInPostgres(MissionClock clock) {
        this.clock = clock;
    }

    @Override
    public Uni<Boolean> keep(Mutiny.Session session, ApprovalRequested event) {
        return write(session, KEEP, event.approvalId(), event.account(), event)
                .chain(kept -> kept
                        ? isOpen(session, event.approvalId())
                        : Uni.createFrom().item(false));
    }

    @Override
    public Uni<Boolean> close(Mutiny.Session session, ApprovalAnswered event) {
        return write(session, CLOSE, event.approvalId(), event.account(), event);
    }

    private Uni<Boolean> write(Mutiny.Session session, String statement, UUID id, String account, Object event) {
        return session.createNativeQuery(statement)
                .setParameter("id", id)
                .setParameter("account", account)
                .setParameter("event", EventJson.write(event))
                .setParameter("now", clock.instant())
                .executeUpdate()
                .map(written -> written == 1);
    }

    private Uni<Boolean> isOpen(Mutiny.Session session, UUID id) {
        return find(session, id).map(found -> found.filter(Approval::isOpen).isPresent());
    }

    @Override
    public Uni<Optional<Approval>> find(Mutiny.Session session, UUID id) {
        return session.find(ApprovalRow.class, id)
                .map(row -> Optional.ofNullable(row).flatMap(ApprovalRow::approval));
    }

    @Override
    public Uni<Boolean> isShownBy(Mutiny.Session session, UUID id, Channel channel, String place, String message) {
        return session.createNativeQuery(IS_SHOWN_BY, Long.class)
                .setParameter("id", id)
                .setParameter("channel", channel.name())
                .setParameter("place", place)
                .setParameter("message", message)
                .getSingleResult()
                .map(count -> count > 0);
    }

    @Override
    public Uni<Optional<Approval>> shownBy(Mutiny.Session session, Channel channel, String place, String message) {
        return session.createNativeQuery(SHOWN_BY, UUID.class)
                .setParameter("channel", channel.name())
                .setParameter("place", place)
                .setParameter("message", message)
                .getSingleResultOrNull()
                .chain(id -> id == null ? Uni.createFrom().item(Optional.empty()) : find(session, id));
    }
}
