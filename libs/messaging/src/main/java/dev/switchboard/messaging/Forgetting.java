package dev.switchboard.messaging;

import dev.switchboard.clock.MissionClock;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Forgets applied events' ids once no broker can deliver them again, so that the table stays small. */
@ApplicationScoped
class Forgetting {

    private static final Duration EVERY = Duration.ofMinutes(10);
    /** By an array of keys: joined with so many rows, the planner would rather read the whole table. */
    private static final String FORGET = "delete from seen_event where event_id = any(array("
            + "select event_id from seen_event where seen_at < $1 order by seen_at limit 5000))";

    private final Pool pool;
    private final MissionClock clock;
    private final Duration remember;
    private final Sweeper sweeper;

    Forgetting(
            Pool pool,
            Vertx vertx,
            MissionClock clock,
            @ConfigProperty(name = "switchboard.messaging.remember") Duration remember) {
        this.pool = pool;
        this.clock = clock;
        this.remember = remember;
        this.sweeper = new Sweeper("forgetting", vertx, clock, EVERY, this::forget);
    }

    void start(@Observes StartupEvent event) {
        sweeper.start();
    }

    void stop(@Observes ShutdownEvent event) {
        sweeper.stop();
    }

    Uni<Optional<Instant>> forget() {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(clock.instant().minus(remember).atOffset(ZoneOffset.UTC)))
                .replaceWith(Optional.empty());
    }
}
