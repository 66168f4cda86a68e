package dev.switchboard.mission.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.CallCancelled;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.Outbox;
import dev.switchboard.messaging.OutgoingEvent;
import dev.switchboard.mission.domain.RunStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Decides that a run ends before its time: its calls and the answers it awaits are no longer wanted, the rest is {@link FinishRuns}' work. */
@ApplicationScoped
public class EndRun {

    private final Runs runs;
    private final RunEvents events;
    private final WithdrawApprovals approvals;
    private final Outbox outbox;
    private final DueWork work;
    private final MissionClock clock;

    EndRun(Runs runs, RunEvents events, WithdrawApprovals approvals, Outbox outbox, DueWork work, MissionClock clock) {
        this.runs = runs;
        this.events = events;
        this.approvals = approvals;
        this.outbox = outbox;
        this.work = work;
        this.clock = clock;
    }

    /** Does nothing if the run's end is decided already. Calls that ring or talk end by themselves. */
    public Uni<Void> end(Mutiny.Session session, UUID runId, RunStatus outcome, String reason) {
        return runs.lock(session, runId)
                .chain(run -> run.ends() || !run.status().mayBecome(outcome)
                        ? Uni.createFrom().voidItem()
                        : end(session, run, outcome, reason, false));
    }

    /** Ends a locked run whose end is not decided, and hangs up what rings or talks if asked to. */
    Uni<Void> end(Mutiny.Session session, RunState run, RunStatus outcome, String reason, boolean endLive) {
        work.finishing(run.id());
        return runs.save(session, run.ending(outcome, Optional.of(reason)))
                .chain(() -> approvals.of(session, run.id(), reason))
                .chain(() -> run.asked() > run.settled()
                        ? cancelCalls(session, run, reason, endLive)
                        : Uni.createFrom().voidItem());
    }

    /** Says that no call of the run is wanted any more. */
    Uni<Void> cancelCalls(Mutiny.Session session, RunState run, String reason, boolean endLive) {
        RunEvent told = RunEvent.cancelled("all", endLive, reason);
        return outbox.add(session, cancelled(run, reason, endLive))
                .chain(() -> events.add(session, run.id(), List.of(told)));
    }

    private OutgoingEvent cancelled(RunState run, String reason, boolean endLive) {
        return OutgoingEvent.forAccount(
                Topic.CALL_CANCELLED,
                run.account(),
                run.id(),
                run.id(),
                new CallCancelled(
                        run.id(),
                        run.account(),
                        Optional.empty(),
                        reason,
                        clock.instant(),
                        endLive ? Optional.of(true) : Optional.empty()));
    }
}
