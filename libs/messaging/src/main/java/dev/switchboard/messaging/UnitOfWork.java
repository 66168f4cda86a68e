package dev.switchboard.messaging;

import dev.switchboard.clock.MissionClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** The one way to change state: a transaction, then a nudge to the relay. */
@ApplicationScoped
public class UnitOfWork {

    private static final String MARK_SEEN =
            "insert into seen_event (event_id, seen_at) values (:id, :at) on conflict do nothing";

    private final Mutiny.SessionFactory sessions;
    private final OutboxRelay relay;
    private final MissionClock clock;

    UnitOfWork(Mutiny.SessionFactory sessions, OutboxRelay relay, MissionClock clock) {
        this.sessions = sessions;
        this.relay = relay;
        this.clock = clock;
    }

    /**
     * Commits everything that {@code work} does with the session, or nothing.
     *
     * <p>Fails with the database's exception; nothing is repeated here. The session is opened for this work alone:
     * {@code SessionFactory.withTransaction} would hand two units that run side by side on one Vert.x context the same
     * session, and one would close it, or commit, in the middle of the other.
     */
    public <T> Uni<T> perform(Function<Mutiny.Session, Uni<T>> work) {
        return sessions.openSession()
                .chain(session -> session.withTransaction(transaction -> work.apply(session))
                        .eventually(session::close))
                .invoke(relay::nudge);
    }

    /** The same for an event: does nothing if an event with that id has already had its effect. */
    public Uni<Boolean> performOnce(UUID eventId, Function<Mutiny.Session, Uni<Void>> work) {
        return perform(session -> markSeen(session, eventId)
                .chain(first -> first
                        ? work.apply(session).replaceWith(true)
                        : Uni.createFrom().item(false)));
    }

    private Uni<Boolean> markSeen(Mutiny.Session session, UUID eventId) {
        Instant now = clock.instant();
        return session.createNativeQuery(MARK_SEEN)
                .setParameter("id", eventId)
                .setParameter("at", now)
                .executeUpdate()
                .map(inserted -> inserted == 1);
    }
}
