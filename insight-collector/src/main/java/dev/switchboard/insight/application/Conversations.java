package dev.switchboard.insight.application;

import dev.switchboard.insight.domain.Conversation;
import dev.switchboard.insight.domain.State;
import dev.switchboard.insight.domain.TelnyxIds;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where conversations are kept. Everything happens in the caller's transaction. */
public interface Conversations {

    /**
     * Keeps every other transaction about any of these ids waiting until this one ends, whether or not there is a
     * conversation yet: so a webhook and the end of its call never miss each other.
     */
    Uni<Void> reserve(Mutiny.Session session, TelnyxIds ids);

    /** The conversation with any of these ids, locked. */
    Uni<Optional<Conversation>> with(Mutiny.Session session, TelnyxIds ids);

    /** The attempt's conversation, locked. */
    Uni<Optional<Conversation>> of(Mutiny.Session session, UUID attemptId);

    Uni<Void> add(Mutiny.Session session, Conversation conversation);

    /** Only for one that was read in this transaction. */
    Uni<Void> save(Mutiny.Session session, Conversation conversation);

    /** Those due in these states, at most {@code limit}; no other replica gets them before {@code leasedUntil}. */
    Uni<List<Conversation>> claim(
            Mutiny.Session session, Set<State> states, Instant now, Instant leasedUntil, int limit);

    /** When the next one in these states is due; outside any transaction. */
    Uni<Optional<Instant>> nextDue(Set<State> states);

    /** Forgets settled ones that have not changed since. */
    Uni<Void> forgetSettled(Mutiny.Session session, Instant before);
}
