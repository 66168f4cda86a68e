package dev.switchboard.access;

import dev.switchboard.clock.MissionClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Optional;

/** Keys in the table {@code api_key} of the service's own schema. */
@ApplicationScoped
public class ApiKeysInPostgres implements ApiKeys {

    private static final String BY_HASH = "select hash, name, account, role from api_key where hash = $1";
    private static final String UPSERT = """
            insert into api_key (hash, name, account, role, created_at) values ($1, $2, $3, $4, $5)
            on conflict (name) do update
            set hash = excluded.hash, account = excluded.account, role = excluded.role
            """;

    private final Pool pool;
    private final MissionClock clock;

    ApiKeysInPostgres(Pool pool, MissionClock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public Uni<Optional<ApiKey>> byHash(String hash) {
        return pool.preparedQuery(BY_HASH).execute(Tuple.of(hash)).map(ApiKeysInPostgres::first);
    }

    @Override
    public Uni<Void> store(ApiKey key) {
        return pool.preparedQuery(UPSERT)
                .execute(Tuple.of(
                        key.hash(),
                        key.name(),
                        key.account(),
                        key.role().word(),
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static Optional<ApiKey> first(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(new ApiKey(
                    row.getString("hash"),
                    row.getString("name"),
                    row.getString("account"),
                    Role.of(row.getString("role"))));
        }
        return Optional.empty();
    }
}
