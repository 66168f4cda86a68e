package dev.switchboard.scheduler.persistence;

import dev.switchboard.scheduler.application.Accounts;
import dev.switchboard.scheduler.domain.Throttle;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

@ApplicationScoped
class AccountsInPostgres implements Accounts {

    private static final String FIRST_USE = """
            insert into account (name, concurrent_limit, effective_limit, limit_changed_at)
            values (:name, :limit, :limit, :now) on conflict (name) do nothing
            """;
    private static final String REACHABLE =
            "update account set failures = 0, failed_at = null where name = :name and failures > 0";

    @Override
    public Uni<Throttle> lock(Mutiny.Session session, String account, int limit, Instant now) {
        return find(session, account)
                .onItem()
                .ifNull()
                .switchTo(() -> firstUse(session, account, limit, now))
                .map(AccountRow::read);
    }

    @Override
    public Uni<Void> save(Mutiny.Session session, String account, Throttle throttle) {
        return session.find(AccountRow.class, account)
                .invoke(row -> row.take(throttle))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> reachable(Mutiny.Session session, String account) {
        return session.createNativeQuery(REACHABLE)
                .setParameter("name", account)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<AccountRow> find(Mutiny.Session session, String account) {
        return session.find(AccountRow.class, account, LockModeType.PESSIMISTIC_WRITE);
    }

    private static Uni<AccountRow> firstUse(Mutiny.Session session, String account, int limit, Instant now) {
        return session.createNativeQuery(FIRST_USE)
                .setParameter("name", account)
                .setParameter("limit", limit)
                .setParameter("now", now)
                .executeUpdate()
                .chain(() -> find(session, account));
    }
}
