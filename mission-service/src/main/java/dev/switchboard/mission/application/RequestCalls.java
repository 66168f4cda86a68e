package dev.switchboard.mission.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.messaging.UnitOfWork;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Goes on asking for the calls of long lists, a chunk in each transaction. */
@ApplicationScoped
public class RequestCalls {

    private static final Duration CLAIM = Duration.ofSeconds(30);

    private final Runs runs;
    private final Definitions definitions;
    private final CarryOutMoves moves;
    private final UnitOfWork unit;
    private final MissionClock clock;

    RequestCalls(Runs runs, Definitions definitions, CarryOutMoves moves, UnitOfWork unit, MissionClock clock) {
        this.runs = runs;
        this.definitions = definitions;
        this.moves = moves;
        this.unit = unit;
        this.clock = clock;
    }

    /** One chunk for every run that has more to ask for. */
    public Uni<Optional<Instant>> pass() {
        Instant now = clock.instant();
        return runs.claim(Work.REQUEST, now, now.plus(CLAIM))
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUni(this::request)
                .collectFailures()
                .concatenate()
                .collect()
                .last()
                .chain(() -> runs.nextDue(Work.REQUEST));
    }

    private Uni<Void> request(UUID runId) {
        return unit.perform(session -> runs.lock(session, runId).chain(run -> request(session, run)));
    }

    private Uni<Void> request(Mutiny.Session session, RunState run) {
        if (!run.decides() || !run.work().equals(Optional.of(Work.REQUEST))) {
            return Uni.createFrom().voidItem();
        }
        return definitions
                .of(session, run.missionId())
                .chain(definition -> moves.requestMore(session, run, definition));
    }
}
