package dev.switchboard.mission.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.messaging.UnitOfWork;
import dev.switchboard.mission.domain.RunStatus;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Ends runs that are past their deadline. */
@ApplicationScoped
public class ExpireRuns {

    private static final Logger LOG = Logger.getLogger(ExpireRuns.class);

    private static final String REASON = "the deadline passed before all calls were done";

    private final Runs runs;
    private final EndRun endRun;
    private final DueWork work;
    private final UnitOfWork unit;
    private final MissionClock clock;

    ExpireRuns(Runs runs, EndRun endRun, DueWork work, UnitOfWork unit, MissionClock clock) {
        this.runs = runs;
        this.endRun = endRun;
        this.work = work;
        this.unit = unit;
        this.clock = clock;
    }

    /** One pass over the runs that are past their deadline. */
    public Uni<Optional<Instant>> pass() {
        return runs.expired(clock.instant())
                .onItem()
                .transformToMulti(expired -> Multi.createFrom().iterable(expired))
                .onItem()
                .transformToUni(this::expire)
                .collectFailures()
                .concatenate()
                .collect()
                .last()
                .invoke(work::wake)
                .chain(() -> runs.nextDeadline());
    }

    private Uni<Void> expire(UUID runId) {
        LOG.warnf("run is past its deadline. runId=%s", runId);
        return unit.perform(session -> endRun.end(session, runId, RunStatus.FAILED, REASON));
    }
}
