package dev.switchboard.mission.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.CallCancelled;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.Outbox;
import dev.switchboard.messaging.OutgoingEvent;
import dev.switchboard.mission.application.AskForCalls.Step;
import dev.switchboard.mission.domain.Decision;
import dev.switchboard.mission.domain.Move;
import dev.switchboard.mission.domain.Progress;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.Settled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Does what a strategy has decided, within the transaction of the decision. */
@ApplicationScoped
public class CarryOutMoves {

    private static final int CHUNK = 500;

    private final AskForCalls calls;
    private final BeginStages stages;
    private final AskWhoAdvances people;
    private final Targets targets;
    private final Runs runs;
    private final RunEvents events;
    private final Outbox outbox;
    private final DueWork work;
    private final MissionClock clock;
    private final Vertx vertx;

    CarryOutMoves(
            AskForCalls calls,
            BeginStages stages,
            AskWhoAdvances people,
            Targets targets,
            Runs runs,
            RunEvents events,
            Outbox outbox,
            DueWork work,
            MissionClock clock,
            Vertx vertx) {
        this.calls = calls;
        this.stages = stages;
        this.people = people;
        this.targets = targets;
        this.runs = runs;
        this.events = events;
        this.outbox = outbox;
        this.work = work;
        this.clock = clock;
        this.vertx = vertx;
    }

    /** Carries out a decision about a locked run and keeps the run. */
    public Uni<Void> carryOut(
            Mutiny.Session session, RunState run, Definition definition, Decision decision, Optional<UUID> cause) {
        return carryOut(new Step(session, definition, cause), run, decision).chain(after -> runs.save(session, after));
    }

    /** How far a locked run is, as its strategy wants to know it. */
    public Uni<Progress> progress(Mutiny.Session session, RunState run, Definition definition) {
        return definition.strategy().followsAttempts()
                ? targets.waiting(session, run.id()).map(run.progress()::withWaiting)
                : Uni.createFrom().item(run.progress());
    }

    /**
     * Requests the next chunk of a run that asks for all its calls. If its budget covers none until a call under way has
     * ended, nothing changes: that end makes the work due again.
     */
    public Uni<Void> requestMore(Mutiny.Session session, RunState run, Definition definition) {
        if (!calls.mayAsk(run, definition)) {
            return Uni.createFrom().voidItem();
        }
        return calls.all(new Step(session, definition, Optional.empty()), run)
                .chain(current -> runs.save(session, current));
    }

    private Uni<RunState> carryOut(Step step, RunState run, Decision decision) {
        Uni<RunState> done = events.add(
                        step.session(),
                        run.id(),
                        decision.notes().stream().map(RunEvent::note).toList())
                .replaceWith(run.keeping(decision.best(), decision.memory()));
        for (Move move : decision.moves()) {
            done = done.chain(
                    current -> current.ends() ? Uni.createFrom().item(current) : carryOut(step, current, move));
        }
        return done;
    }

    private Uni<RunState> carryOut(Step step, RunState run, Move move) {
        if (move instanceof Move.RequestNext next) {
            return calls.next(step, run, next.count());
        }
        if (move instanceof Move.RequestAll) {
            return calls.all(step, run);
        }
        if (move instanceof Move.CallAgain again) {
            return stages.callAgain(step, run, again.stage(), again.positions())
                    .chain(current -> calls.these(step, current, again.positions()));
        }
        if (move instanceof Move.Advance advance) {
            return stages.advance(step, run, advance.stage(), advance.positions());
        }
        if (move instanceof Move.AddTargets added) {
            return stages.add(step, run, added.targets());
        }
        if (move instanceof Move.AskWhoAdvances question) {
            return people.ask(step, run, question);
        }
        if (move instanceof Move.Review) {
            return review(step, run);
        }
        return withoutCalls(step, run, move);
    }

    private Uni<RunState> withoutCalls(Step step, RunState run, Move move) {
        if (move instanceof Move.CancelOpen cancel) {
            return cancelOpen(step, run, cancel.why(), 0)
                    .chain(() -> told(step, run, "open", cancel.why()))
                    .replaceWith(run);
        }
        if (move instanceof Move.CancelAll cancel) {
            return outbox.add(step.session(), cancelled(run, Optional.empty(), cancel.why()))
                    .chain(() -> told(step, run, "all", cancel.why()))
                    .replaceWith(run);
        }
        if (move instanceof Move.Fail fail) {
            work.finishing(run.id());
            return Uni.createFrom().item(run.ending(RunStatus.FAILED, Optional.of(fail.reason())));
        }
        if (move instanceof Move.Complete) {
            work.finishing(run.id());
            return Uni.createFrom()
                    .item(run.ending(step.definition().strategy().verdict(run.progress()), Optional.empty()));
        }
        throw new IllegalStateException("nobody carries out " + move);
    }

    /** All results of the stage at once, but never on an event loop. */
    private Uni<RunState> review(Step step, RunState run) {
        return settled(step, run, 0, new ArrayList<>())
                .chain(settled -> vertx.executeBlocking(
                        () -> step.definition().strategy().reviewed(run.progress(), settled), false))
                .chain(decision -> carryOut(step, run, decision));
    }

    private Uni<List<Settled>> settled(Step step, RunState run, int sequence, List<Settled> soFar) {
        return targets.settled(step.session(), run.id(), run.stage(), sequence, CHUNK)
                .chain(page -> {
                    page.forEach(target -> soFar.add(target.settled()));
                    return page.size() < CHUNK
                            ? Uni.createFrom().item(soFar)
                            : settled(step, run, page.get(page.size() - 1).sequence(), soFar);
                });
    }

    private Uni<Void> cancelOpen(Step step, RunState run, String why, int sequence) {
        return targets.openCalls(step.session(), run.id(), sequence, CHUNK)
                .chain(open -> outbox.add(
                                step.session(),
                                open.values().stream()
                                        .map(call -> cancelled(run, Optional.of(call), why))
                                        .toList())
                        .chain(() -> open.size() < CHUNK
                                ? Uni.createFrom().voidItem()
                                : cancelOpen(step, run, why, open.lastKey())));
    }

    private Uni<Void> told(Step step, RunState run, String calls, String why) {
        return events.add(step.session(), run.id(), List.of(RunEvent.cancelled(calls, false, why)));
    }

    private OutgoingEvent cancelled(RunState run, Optional<UUID> callId, String why) {
        return OutgoingEvent.forAccount(
                Topic.CALL_CANCELLED,
                run.account(),
                callId.orElse(run.id()),
                run.id(),
                new CallCancelled(run.id(), run.account(), callId, why, clock.instant()));
    }
}
