package dev.switchboard.insight.persistence;

import dev.switchboard.insight.application.EarlyFacts;
import dev.switchboard.insight.domain.Fact;
import dev.switchboard.insight.domain.TelnyxIds;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Table {@code early_fact}. */
@ApplicationScoped
class EarlyFactsInPostgres implements EarlyFacts {

    private static final String WITH = """
            from EarlyFactRow
            where callSessionId = :session or callControlId = :control or conversationId = :conversation
            """;

    private static final String FORGET =
            "delete from early_fact where id in (select id from early_fact where kept_at < :before limit 5000)";

    @Override
    public Uni<Void> keep(Mutiny.Session session, Fact fact, Instant now) {
        return session.persist(EarlyFactRow.of(fact, now));
    }

    @Override
    public Uni<List<Fact>> take(Mutiny.Session session, TelnyxIds ids) {
        return session.createSelectionQuery(WITH, EarlyFactRow.class)
                .setParameter("session", ids.callSessionId().orElse(""))
                .setParameter("control", ids.callControlId().orElse(""))
                .setParameter("conversation", ids.conversationId().orElse(""))
                .getResultList()
                .chain(rows -> remove(session, rows));
    }

    @Override
    public Uni<Void> forget(Mutiny.Session session, Instant before) {
        return session.createNativeQuery(FORGET)
                .setParameter("before", before)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<List<Fact>> remove(Mutiny.Session session, List<EarlyFactRow> rows) {
        List<Fact> facts = rows.stream()
                .sorted(Comparator.comparing(row -> row.id))
                .map(EarlyFactRow::toFact)
                .toList();
        return rows.isEmpty()
                ? Uni.createFrom().item(facts)
                : session.removeAll(rows.toArray()).replaceWith(facts);
    }
}
