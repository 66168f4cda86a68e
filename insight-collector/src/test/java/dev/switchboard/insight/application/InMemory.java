package dev.switchboard.insight.application;

import dev.switchboard.insight.domain.Conversation;
import dev.switchboard.insight.domain.Fact;
import dev.switchboard.insight.domain.State;
import dev.switchboard.insight.domain.TelnyxIds;
import dev.switchboard.insight.domain.Verdict;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The database and the outbox, for laws that need thousands of them. */
final class InMemory implements Conversations, EarlyFacts, Announcements {

    record Announcement(Conversation conversation, Verdict verdict) {}

    final Map<UUID, Conversation> conversations = new LinkedHashMap<>();
    final List<Fact> early = new ArrayList<>();
    final List<Announcement> announcements = new ArrayList<>();

    @Override
    public Uni<Void> reserve(Mutiny.Session session, TelnyxIds ids) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Optional<Conversation>> with(Mutiny.Session session, TelnyxIds ids) {
        return Uni.createFrom()
                .item(conversations.values().stream()
                        .filter(conversation -> share(conversation.ids(), ids))
                        .findFirst());
    }

    @Override
    public Uni<Optional<Conversation>> of(Mutiny.Session session, UUID attemptId) {
        return Uni.createFrom().item(Optional.ofNullable(conversations.get(attemptId)));
    }

    @Override
    public Uni<Void> add(Mutiny.Session session, Conversation conversation) {
        conversations.put(conversation.attempt().attemptId(), conversation);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> save(Mutiny.Session session, Conversation conversation) {
        return add(session, conversation);
    }

    @Override
    public Uni<List<Conversation>> claim(
            Mutiny.Session session, Set<State> states, Instant now, Instant leasedUntil, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Optional<Instant>> nextDue(Set<State> states) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Void> forgetSettled(Mutiny.Session session, Instant before) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Void> keep(Mutiny.Session session, Fact fact, Instant now) {
        early.add(fact);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<List<Fact>> take(Mutiny.Session session, TelnyxIds ids) {
        List<Fact> taken = early.stream().filter(fact -> share(fact.ids(), ids)).toList();
        early.removeAll(taken);
        return Uni.createFrom().item(taken);
    }

    @Override
    public Uni<Void> forget(Mutiny.Session session, Instant before) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Void> insightReady(Mutiny.Session session, Conversation conversation, Verdict verdict, UUID cause) {
        announcements.add(new Announcement(conversation, verdict));
        return Uni.createFrom().voidItem();
    }

    private static boolean share(TelnyxIds one, TelnyxIds other) {
        return !Collections.disjoint(one.known(), other.known());
    }
}
