package dev.switchboard.insight.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.insight.domain.Conversation;
import dev.switchboard.insight.domain.State;
import dev.switchboard.messaging.UnitOfWork;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Conversations whose time has come: claimed first, asked about then, written down last; a replica that dies in between
 * leaves them to the next after a lease.
 */
@ApplicationScoped
class DueConversations {

    private static final int BATCH = 50;
    private static final int AT_A_TIME = 8;

    private final UnitOfWork work;
    private final Conversations conversations;
    private final Leases leases;
    private final MissionClock clock;

    DueConversations(UnitOfWork work, Conversations conversations, Leases leases, MissionClock clock) {
        this.work = work;
        this.conversations = conversations;
        this.leases = leases;
        this.clock = clock;
    }

    /** Several requests at a time, but one transaction after the other, for all that are due; says when the next is due. */
    <T> Uni<Optional<Instant>> each(
            Set<State> states,
            Function<? super Conversation, Uni<? extends T>> ask,
            Function<? super T, Uni<? extends Void>> record) {
        return conversations
                .nextDue(states)
                .chain(due -> due.isEmpty() || due.get().isAfter(clock.instant())
                        ? Uni.createFrom().item(due)
                        : work.perform(session -> claim(session, states))
                                .chain(claimed -> goOn(claimed, states, ask, record)));
    }

    /** What is due and cannot be claimed, another replica has just claimed. */
    private <T> Uni<Optional<Instant>> goOn(
            List<Conversation> claimed,
            Set<State> states,
            Function<? super Conversation, Uni<? extends T>> ask,
            Function<? super T, Uni<? extends Void>> record) {
        return claimed.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : all(claimed, ask, record).chain(() -> each(states, ask, record));
    }

    private Uni<List<Conversation>> claim(Mutiny.Session session, Set<State> states) {
        Instant now = clock.instant();
        return conversations.claim(session, states, now, leases.from(now), BATCH);
    }

    private static <T> Uni<Void> all(
            List<Conversation> claimed,
            Function<? super Conversation, Uni<? extends T>> ask,
            Function<? super T, Uni<? extends Void>> record) {
        return Multi.createFrom()
                .iterable(claimed)
                .onItem()
                .transformToUni(ask)
                .merge(AT_A_TIME)
                .onItem()
                .transformToUniAndConcatenate(record)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
