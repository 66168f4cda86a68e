package dev.switchboard.messaging;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.EventJson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** The one way to change state: a transaction, then the hints that were given within it. */
@ApplicationScoped
public class UnitOfWork {

    private static final String MARK_SEEN =
            "insert into seen_event (event_id, seen_at) values (:id, :at) on conflict do nothing";

    private static final String MARK_ALL_SEEN = """
            insert into seen_event (event_id, seen_at)
            select cast(id as uuid), :at from json_array_elements_text(cast(cast(:ids as text) as json)) id
            on conflict do nothing
            returning event_id
            """;

    private final Mutiny.SessionFactory sessions;
    private final AfterCommit afterCommit;
    private final MissionClock clock;

    UnitOfWork(Mutiny.SessionFactory sessions, AfterCommit afterCommit, MissionClock clock) {
        this.sessions = sessions;
        this.afterCommit = afterCommit;
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
                .invoke(afterCommit::begin)
                .chain(session -> session.withTransaction(transaction -> work.apply(session))
                        .invoke(() -> afterCommit.committed(session))
                        .eventually(() -> close(session)));
    }

    private Uni<Void> close(Mutiny.Session session) {
        afterCommit.end(session);
        return session.close();
    }

    /** The same for an event: does nothing if an event with that id has already had its effect. */
    public Uni<Boolean> performOnce(UUID eventId, Function<Mutiny.Session, Uni<Void>> work) {
        return perform(session -> markSeen(session, eventId)
                .chain(first -> first
                        ? work.apply(session).replaceWith(true)
                        : Uni.createFrom().item(false)));
    }

    /**
     * The same for several events in one transaction: {@code work} gets the ids that have had no effect yet, and is not
     * called if there are none.
     */
    public Uni<Void> performFirst(Collection<UUID> eventIds, BiFunction<Mutiny.Session, Set<UUID>, Uni<Void>> work) {
        return perform(session -> markAllSeen(session, eventIds)
                .chain(first -> first.isEmpty() ? Uni.createFrom().voidItem() : work.apply(session, first)));
    }

    Uni<Set<UUID>> markAllSeen(Mutiny.Session session, Collection<UUID> eventIds) {
        Instant now = clock.instant();
        return session.createNativeQuery(MARK_ALL_SEEN, UUID.class)
                .setParameter("ids", EventJson.write(eventIds))
                .setParameter("at", now)
                .getResultList()
                .map(Set::copyOf);
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
