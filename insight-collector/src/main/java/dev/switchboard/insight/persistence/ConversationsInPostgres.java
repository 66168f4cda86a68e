package dev.switchboard.insight.persistence;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.EventJson;
import dev.switchboard.insight.application.Conversations;
import dev.switchboard.insight.domain.Conversation;
import dev.switchboard.insight.domain.State;
import dev.switchboard.insight.domain.TelnyxIds;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Table {@code conversation}. */
@ApplicationScoped
class ConversationsInPostgres implements Conversations {

    /** In one order for all transactions, so that two of them do not wait for each other. */
    private static final String RESERVE = """
            select count(pg_advisory_xact_lock(hashtextextended(id.value, 0)))
            from json_array_elements_text(cast(cast(:ids as text) as json)) as id(value)
            """;

    private static final String WITH = """
            from ConversationRow
            where callSessionId = :session or callControlId = :control or conversationId = :conversation
            """;

    private static final String CLAIM = """
            update conversation set due_at = :leased
            where attempt_id in (
                select attempt_id from conversation
                where due_at <= :now and state in (:states)
                order by due_at limit :limit for update skip locked)
            returning *
            """;

    private static final String NEXT_DUE = "select min(due_at) from conversation where state = any($1)";

    private static final String FORGET = """
            delete from conversation where attempt_id in (
                select attempt_id from conversation where due_at is null and changed_at < :before limit 5000)
            """;

    private final Pool pool;
    private final MissionClock clock;

    ConversationsInPostgres(Pool pool, MissionClock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public Uni<Void> reserve(Mutiny.Session session, TelnyxIds ids) {
        if (ids.known().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery(RESERVE, Long.class)
                .setParameter("ids", EventJson.write(ids.known()))
                .getSingleResult()
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Conversation>> with(Mutiny.Session session, TelnyxIds ids) {
        return session.createSelectionQuery(WITH, ConversationRow.class)
                .setParameter("session", ids.callSessionId().orElse(""))
                .setParameter("control", ids.callControlId().orElse(""))
                .setParameter("conversation", ids.conversationId().orElse(""))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setMaxResults(1)
                .getResultList()
                .map(rows -> rows.stream().findFirst().map(ConversationRow::toConversation));
    }

    @Override
    public Uni<Optional<Conversation>> of(Mutiny.Session session, UUID attemptId) {
        return session.find(ConversationRow.class, attemptId, LockModeType.PESSIMISTIC_WRITE)
                .map(row -> Optional.ofNullable(row).map(ConversationRow::toConversation));
    }

    @Override
    public Uni<Void> add(Mutiny.Session session, Conversation conversation) {
        return session.persist(ConversationRow.of(conversation, clock.instant()));
    }

    @Override
    public Uni<Void> save(Mutiny.Session session, Conversation conversation) {
        return session.find(ConversationRow.class, conversation.attempt().attemptId())
                .invoke(row -> row.take(conversation, clock.instant()))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Conversation>> claim(
            Mutiny.Session session, Set<State> states, Instant now, Instant leasedUntil, int limit) {
        return session.createNativeQuery(CLAIM, ConversationRow.class)
                .setParameter("now", now)
                .setParameter("leased", leasedUntil)
                .setParameter("states", names(states))
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> rows.stream().map(ConversationRow::toConversation).toList());
    }

    @Override
    public Uni<Optional<Instant>> nextDue(Set<State> states) {
        return pool.preparedQuery(NEXT_DUE)
                .execute(Tuple.of(names(states).toArray(String[]::new)))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getOffsetDateTime(0))
                        .map(OffsetDateTime::toInstant));
    }

    @Override
    public Uni<Void> forgetSettled(Mutiny.Session session, Instant before) {
        return session.createNativeQuery(FORGET)
                .setParameter("before", before)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static List<String> names(Set<State> states) {
        return states.stream().map(State::name).toList();
    }
}
