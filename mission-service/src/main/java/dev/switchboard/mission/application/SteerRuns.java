package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.RunSteered;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.Outbox;
import dev.switchboard.messaging.OutgoingEvent;
import dev.switchboard.messaging.UnitOfWork;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Does what a person or an agent wants done with a run: pause, resume, cancel, other limits. Each is decided under the
 * run's lock and told in the same transaction. Every {@code Uni} yields why it may not be, empty if it is done; the same
 * wish again has no further effect.
 */
@ApplicationScoped
public class SteerRuns {

    private static final Logger LOG = Logger.getLogger(SteerRuns.class);

    private final Runs runs;
    private final RunEvents events;
    private final Definitions definitions;
    private final CarryOutMoves moves;
    private final EndRun endRun;
    private final GuardBudget budget;
    private final MirrorQueue mirror;
    private final Outbox outbox;
    private final DueWork work;
    private final UnitOfWork unit;
    private final MissionClock clock;

    SteerRuns(
            Runs runs,
            RunEvents events,
            Definitions definitions,
            CarryOutMoves moves,
            EndRun endRun,
            GuardBudget budget,
            MirrorQueue mirror,
            Outbox outbox,
            DueWork work,
            UnitOfWork unit,
            MissionClock clock) {
        this.runs = runs;
        this.events = events;
        this.definitions = definitions;
        this.moves = moves;
        this.endRun = endRun;
        this.budget = budget;
        this.mirror = mirror;
        this.outbox = outbox;
        this.work = work;
        this.unit = unit;
        this.clock = clock;
    }

    /** From now on no call is requested or placed. Calls under way go on, and what they yield is taken. */
    public Uni<Optional<String>> pause(UUID runId, String by) {
        return decide(runId, (session, run) -> pause(session, run, by));
    }

    /** Goes on where it stood. */
    public Uni<Optional<String>> resume(UUID runId, String by) {
        return decide(runId, (session, run) -> resume(session, run, by));
    }

    /** Ends it: what waits is not called, what Telnyx has accepted is taken back, what is live is hung up if asked. */
    public Uni<Optional<String>> cancel(UUID runId, boolean endLive, String by) {
        return decide(runId, (session, run) -> cancel(session, run, endLive, by));
    }

    /** Changes its limits. */
    public Uni<Optional<String>> change(UUID runId, RunChange change, String by) {
        return decide(runId, (session, run) -> change(session, run, change, by));
    }

    /** What is decided about a locked run. */
    private interface Wish {
        Uni<Optional<String>> decide(Mutiny.Session session, RunState run);
    }

    private Uni<Optional<String>> decide(UUID runId, Wish wish) {
        return unit.perform(session -> runs.lock(session, runId).chain(run -> wish.decide(session, run)))
                .invoke(work::started)
                .invoke(work::wake);
    }

    private Uni<Optional<String>> pause(Mutiny.Session session, RunState run, String by) {
        Optional<String> refusal = refusal(run, RunStatus.PAUSED, run.status().to(RunStatus.PAUSED));
        if (refusal.isPresent() || run.status() == RunStatus.PAUSED) {
            return Uni.createFrom().item(refusal);
        }
        RunState paused = run.becoming(RunStatus.PAUSED);
        return runs.save(session, paused)
                .chain(() -> tell(session, paused, "pause", by))
                .replaceWith(Optional.empty());
    }

    private Uni<Optional<String>> resume(Mutiny.Session session, RunState run, String by) {
        Optional<String> refusal = refusal(run, RunStatus.RUNNING, run.status().resumed());
        if (refusal.isPresent() || run.status() == RunStatus.RUNNING) {
            return Uni.createFrom().item(refusal);
        }
        RunState running = run.becoming(RunStatus.RUNNING);
        return tell(session, running, "resume", by)
                .chain(() -> definitions.of(session, run.missionId()))
                .chain(definition -> moves.progress(session, running, definition)
                        .chain(progress -> moves.carryOut(
                                session,
                                running,
                                definition,
                                definition.strategy().begin(progress),
                                Optional.empty())))
                .replaceWith(Optional.empty());
    }

    private Uni<Optional<String>> cancel(Mutiny.Session session, RunState run, boolean endLive, String by) {
        String reason = "cancelled by " + by;
        if (run.outcome().equals(Optional.of(RunStatus.CANCELLED)) || run.status() == RunStatus.CANCELLED) {
            return (endLive
                            ? endRun.cancelCalls(session, run, reason, true)
                            : Uni.createFrom().voidItem())
                    .replaceWith(Optional.empty());
        }
        Optional<String> refusal =
                refusal(run, RunStatus.CANCELLED, run.status().to(RunStatus.CANCELLED));
        if (refusal.isPresent()) {
            return Uni.createFrom().item(refusal);
        }
        LOG.infof("run is cancelled. missionId=%s runId=%s", run.missionId(), run.id());
        return endRun.end(session, run, RunStatus.CANCELLED, reason, endLive)
                .chain(() -> events.add(
                        session,
                        run.id(),
                        List.of(new RunEvent(
                                        RunEvent.STEERED,
                                        RunEvent.details()
                                                .put("cancelled", true)
                                                .put("end_live", endLive)
                                                .put("by", by))
                                .by(by))))
                .chain(() -> run.status() == RunStatus.PENDING || run.status() == RunStatus.AWAITING_APPROVAL
                        ? Uni.createFrom().voidItem()
                        : mirror.add(session, run.id(), List.of(Tells.move("cancel", RunStatus.CANCELLED))))
                .replaceWith(Optional.empty());
    }

    private Uni<Optional<String>> change(Mutiny.Session session, RunState run, RunChange change, String by) {
        if (run.ends()) {
            return Uni.createFrom().item(Optional.of(over(run)));
        }
        RunState changed = change.of(run);
        return runs.save(session, changed)
                .chain(() -> outbox.add(session, steered(changed)))
                .chain(() -> events.add(session, run.id(), List.of(limits(changed, by))))
                .chain(() -> budget.changed(session, changed))
                .replaceWith(Optional.empty());
    }

    /** A run whose end is decided is as good as over. */
    private static Optional<String> refusal(RunState run, RunStatus wanted, Verdict<RunStatus> verdict) {
        if (run.ends()) {
            return Optional.of(over(run));
        }
        return run.status() == wanted ? Optional.empty() : verdict.refusal();
    }

    private static String over(RunState run) {
        return run.status().isFinal()
                ? "the run has ended: " + run.status().word()
                : "the run is " + run.status().word() + " and about to end: "
                        + run.outcome().orElseThrow().word();
    }

    private Uni<Void> tell(Mutiny.Session session, RunState run, String move, String by) {
        LOG.infof("%s. missionId=%s runId=%s", move, run.missionId(), run.id());
        return outbox.add(session, steered(run))
                .chain(() -> events.add(session, run.id(), List.of(RunEvent.moved(run.status(), by))))
                .chain(() -> mirror.add(session, run.id(), List.of(Tells.move(move, run.status()))));
    }

    private OutgoingEvent steered(RunState run) {
        return OutgoingEvent.forAccount(
                Topic.RUN_STEERED,
                run.account(),
                run.id(),
                run.id(),
                new RunSteered(
                        run.id(),
                        run.account(),
                        run.status() == RunStatus.PAUSED,
                        Optional.of(run.priority()),
                        run.deadlineAt(),
                        clock.instant()));
    }

    private static RunEvent limits(RunState run, String by) {
        ObjectNode told = RunEvent.details().put("priority", run.priority());
        told.put("deadline", run.deadlineAt().map(Object::toString).orElse(null));
        told.put("budget_usd", run.spending().cap().orElse(null));
        return new RunEvent(RunEvent.STEERED, told.put("by", by)).by(by);
    }
}
