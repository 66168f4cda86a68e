package dev.switchboard.mission.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.messaging.UnitOfWork;
import dev.switchboard.mission.application.Approvals.Overdue;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Expires approvals that nobody decided in time, so that no run waits for ever. */
@ApplicationScoped
public class ExpireApprovals {

    private final Approvals approvals;
    private final SettleApproval settle;
    private final Runs runs;
    private final DueWork work;
    private final UnitOfWork unit;
    private final MissionClock clock;

    ExpireApprovals(
            Approvals approvals, SettleApproval settle, Runs runs, DueWork work, UnitOfWork unit, MissionClock clock) {
        this.approvals = approvals;
        this.settle = settle;
        this.runs = runs;
        this.work = work;
        this.unit = unit;
        this.clock = clock;
    }

    /** One pass over the approvals whose time is up. */
    public Uni<Optional<Instant>> pass() {
        return approvals
                .overdue(clock.instant())
                .onItem()
                .transformToMulti(overdue -> Multi.createFrom().iterable(overdue))
                .onItem()
                .transformToUni(this::expire)
                .collectFailures()
                .concatenate()
                .collect()
                .last()
                .invoke(work::wake)
                .chain(() -> approvals.nextExpiry());
    }

    private Uni<Void> expire(Overdue overdue) {
        return unit.perform(session -> approvals
                .runOf(session, overdue.account(), overdue.id())
                .chain(run -> run.flatMap(id -> id)
                        .map(id -> runs.lock(session, id).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .chain(run -> expire(session, run, overdue)));
    }

    private Uni<Void> expire(Mutiny.Session session, Optional<RunState> run, Overdue overdue) {
        return approvals
                .lock(session, overdue.id())
                .chain(asked -> settle.expire(session, new SettleApproval.Case(run, asked), clock.instant()))
                .replaceWithVoid();
    }
}
