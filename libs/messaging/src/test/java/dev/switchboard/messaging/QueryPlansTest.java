package dev.switchboard.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.embedded.QueryPlans;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What every service reads of large tables: a long outbox, and ids of which some are old enough to be forgotten. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStack.class)
class QueryPlansTest {

    private static final String OLD = "'2020-01-01'";

    @Inject
    Pool pool;

    @Inject
    OutboxRelay relay;

    @Inject
    Forgetting forgetting;

    @ConfigProperty(name = "switchboard.database")
    String database;

    @Test
    void readsNoLargeTableToRelayAndToForget() {
        try (QueryPlans plans = QueryPlans.listen(database, "messaging_test", rows())) {
            // Connections hear one after the other that they are to be explained.
            await().untilAsserted(() -> {
                done(relay.relayBatch());
                done(forgetting.forget());
                assertThat(plans.indexesUsed()).contains("outbox_pkey", "seen_event_by_age", "seen_event_pkey");
            });

            assertThat(plans.large()).contains("outbox", "seen_event");
            assertThat(plans.offences()).isEmpty();
            assertThat(count("seen_event where seen_at = " + OLD)).isZero();
        }
        // Nothing of it stands in the way of the tests that follow.
        await().until(() -> count("outbox") == 0);
    }

    private static List<String> rows() {
        return List.of(
                "insert into outbox (event_id, topic, key, subject, occurred_at, body) select gen_random_uuid(),"
                        + " 'run.steered', 'default', 'run', now(), '{}' from generate_series(1, 6000)",
                "insert into seen_event select gen_random_uuid(), now() from generate_series(1, 20000)",
                "insert into seen_event select gen_random_uuid(), " + OLD + " from generate_series(1, 1000)");
    }

    private long count(String of) {
        return done(pool.query("select count(*) from " + of).execute())
                .iterator()
                .next()
                .getLong(0);
    }

    private static <T> T done(Uni<T> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> work);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
