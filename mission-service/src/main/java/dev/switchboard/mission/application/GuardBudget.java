package dev.switchboard.mission.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.CallCancelled;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.Outbox;
import dev.switchboard.messaging.OutgoingEvent;
import dev.switchboard.mission.domain.RunStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Keeps a run within what its mission may cost, by our estimate. No call is asked for that the budget does not cover
 * ({@link CarryOutMoves}), and here an attempt that has cost something is followed by another only if that is covered
 * too. Under a lower cap the last calls that wait are called off. A budget that calls longer than expected have used up ends the run; what it has so far is its result.
 */
@ApplicationScoped
public class GuardBudget {

    private static final String NO_FURTHER_ATTEMPT = "the budget covers no further attempt, by estimate";
    private static final String NO_CALL = "the budget no longer covers the call, by estimate";

    private final Targets targets;
    private final Runs runs;
    private final RunEvents events;
    private final Definitions definitions;
    private final EndRun endRun;
    private final Outbox outbox;
    private final Price price;
    private final MissionClock clock;

    GuardBudget(
            Targets targets,
            Runs runs,
            RunEvents events,
            Definitions definitions,
            EndRun endRun,
            Outbox outbox,
            Price price,
            MissionClock clock) {
        this.targets = targets;
        this.runs = runs;
        this.events = events;
        this.definitions = definitions;
        this.endRun = endRun;
        this.outbox = outbox;
        this.price = price;
        this.clock = clock;
    }

    /** Says what an attempt of that length has cost, and counts it for its target. */
    public Uni<BigDecimal> charge(Mutiny.Session session, TargetState target, int secs) {
        return definitions
                .of(session, target.missionId())
                .map(definition -> price.of(definition.file().reach(), secs))
                .call(cost ->
                        cost.signum() == 0 ? Uni.createFrom().voidItem() : targets.charge(session, target.id(), cost));
    }

    /** After an attempt of that target has been counted for its run, and what follows from it was decided. */
    public Uni<Void> check(Mutiny.Session session, TargetState target) {
        return runs.lock(session, target.runId()).chain(run -> check(session, run, target));
    }

    private Uni<Void> check(Mutiny.Session session, RunState run, TargetState target) {
        return unlessUsedUp(
                session,
                run,
                () -> target.progress().status().isFinal()
                        ? Uni.createFrom().voidItem()
                        : ifNotCovered(
                                session, run, surplus -> callOff(session, run, List.of(target), NO_FURTHER_ATTEMPT)));
    }

    /** After the cap of a locked run was changed: what waits and is no longer covered is called off, the last first. */
    Uni<Void> changed(Mutiny.Session session, RunState run) {
        return unlessUsedUp(
                session,
                run,
                () -> ifNotCovered(
                        session,
                        run,
                        surplus -> targets.lockUntouched(session, run.id(), surplus)
                                .chain(last -> callOff(session, run, last, NO_CALL))));
    }

    private Uni<Void> unlessUsedUp(Mutiny.Session session, RunState run, Supplier<Uni<Void>> otherwise) {
        if (run.ends() || run.spending().cap().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return run.spending().usedUp() ? endRun.end(session, run.id(), RunStatus.FAILED, usedUp(run)) : otherwise.get();
    }

    /** @param giveUp what is done about so many calls that are under way and not covered */
    private Uni<Void> ifNotCovered(Mutiny.Session session, RunState run, IntFunction<Uni<Void>> giveUp) {
        return definitions
                .of(session, run.missionId())
                .map(definition -> price.reserve(definition.file().reach()))
                .chain(reserve -> targets.calledOff(session, run.id())
                        .map(off -> run.open() - off)
                        .chain(open -> run.spending().coversAll(open, reserve)
                                ? Uni.createFrom().voidItem()
                                : giveUp.apply(open - run.spending().covered(0, reserve))));
    }

    /** What is under way is taken as it ends; only another attempt is not made. */
    private Uni<Void> callOff(Mutiny.Session session, RunState run, List<TargetState> last, String why) {
        return last.isEmpty()
                ? Uni.createFrom().voidItem()
                : targets.callOff(session, last)
                        .chain(() -> outbox.add(
                                session,
                                last.stream()
                                        .map(target -> cancelled(run, target, why))
                                        .toList()))
                        .chain(() -> events.add(
                                session,
                                run.id(),
                                last.stream().map(target -> told(target, why)).toList()));
    }

    private OutgoingEvent cancelled(RunState run, TargetState target, String why) {
        return OutgoingEvent.forAccount(
                Topic.CALL_CANCELLED,
                run.account(),
                target.callId().orElseThrow(),
                run.id(),
                new CallCancelled(run.id(), run.account(), target.callId(), why, clock.instant()));
    }

    private static RunEvent told(TargetState target, String why) {
        return new RunEvent(
                        RunEvent.CALL_CANCELLED,
                        RunEvent.details()
                                .put("call_id", target.callId().orElseThrow().toString())
                                .put("target", target.target().name()))
                .because(why);
    }

    private static String usedUp(RunState run) {
        return "the budget of "
                + run.spending().cap().orElseThrow().stripTrailingZeros().toPlainString()
                + " US dollars is used up, by estimate";
    }

    /** Why a run ends that has nothing under way and may not ask for another call. */
    static String notCovered(RunState run, BigDecimal reserve) {
        return "the budget of "
                + run.spending().cap().orElseThrow().stripTrailingZeros().toPlainString()
                + " US dollars covers no further call: "
                + Price.shown(run.spending().spent()).toPlainString() + " are spent, by estimate, and a call may cost "
                + Price.shown(reserve).toPlainString();
    }
}
