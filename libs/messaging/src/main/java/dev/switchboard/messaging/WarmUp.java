package dev.switchboard.messaging;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.CallScheduled;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Topic;
import dev.switchboard.events.contract.EventContract;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Goes some hundred times through what every event goes through, before the service says that it is ready: a process
 * that has just started works at a fraction of its speed, and the first phones of a mission would wait for it. Every
 * transaction is rolled back, so nothing of it is ever stored or sent.
 */
@Readiness
@ApplicationScoped
class WarmUp implements HealthCheck {

    private static final Duration AT_LATEST = Duration.ofSeconds(1);
    private static final byte[] SAMPLE = EventContract.sample(Topic.CALL_SCHEDULED);
    private static final int SIDE_BY_SIDE = 4;

    private final UnitOfWork work;
    private final Outbox outbox;
    private final Ids ids;
    private final int rounds;
    private final Sweeper sweeper;
    private volatile boolean done;

    WarmUp(
            UnitOfWork work,
            Outbox outbox,
            Ids ids,
            Vertx vertx,
            MissionClock clock,
            @ConfigProperty(name = "switchboard.messaging.warm-up") int rounds) {
        this.work = work;
        this.outbox = outbox;
        this.ids = ids;
        this.rounds = rounds;
        this.done = rounds == 0;
        this.sweeper = new Sweeper("warming up", vertx, clock, AT_LATEST, this::rehearseAll);
    }

    void start(@Observes StartupEvent event) {
        if (!done) {
            sweeper.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        sweeper.stop();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("warm-up").status(done).build();
    }

    private Uni<Optional<Instant>> rehearseAll() {
        return Multi.createFrom()
                .range(0, rounds / SIDE_BY_SIDE)
                .onItem()
                .transformToUniAndConcatenate(round -> sideBySide())
                .collect()
                .last()
                .invoke(this::finish)
                .replaceWith(Optional.empty());
    }

    private void finish() {
        done = true;
        sweeper.stop();
    }

    private Uni<Void> sideBySide() {
        return Uni.join()
                .all(Collections.nCopies(SIDE_BY_SIDE, Uni.createFrom().deferred(this::rehearse)))
                .andCollectFailures()
                .replaceWithVoid();
    }

    /** An event that is read, marked as seen and followed by another, all of it rolled back. */
    private Uni<Void> rehearse() {
        CallScheduled body = EventJson.read(SAMPLE, CallScheduled.class);
        UUID id = ids.next();
        OutgoingEvent next = OutgoingEvent.aboutRun(Topic.CALL_SCHEDULED, body.runId(), body.callId(), body)
                .causedBy(id);
        return work.perform(session -> {
            session.currentTransaction().markForRollback();
            return work.markAllSeen(session, List.of(id)).chain(() -> outbox.add(session, next));
        });
    }
}
