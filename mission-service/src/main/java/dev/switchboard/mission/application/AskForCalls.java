package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.Ids;
import dev.switchboard.messaging.Outbox;
import dev.switchboard.messaging.OutgoingEvent;
import dev.switchboard.mission.domain.Carried;
import dev.switchboard.mission.domain.RunStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/** Asks for the calls of targets, within the transaction of the decision; the run is locked, and kept by the caller. */
@ApplicationScoped
public class AskForCalls {

    /** Calls requested in one transaction at most; a longer list goes on as due work. */
    public static final int CHUNK = 500;

    /** What is being carried out, and because of which event. */
    record Step(Mutiny.Session session, Definition definition, Optional<UUID> cause) {

        String missionClass() {
            return definition.file().missionClass().word();
        }
    }

    private final Targets targets;
    private final RunEvents events;
    private final Outbox outbox;
    private final DueWork work;
    private final Tally tally;
    private final Price price;
    private final MissionClock clock;
    private final Ids ids;

    AskForCalls(
            Targets targets,
            RunEvents events,
            Outbox outbox,
            DueWork work,
            Tally tally,
            Price price,
            MissionClock clock,
            Ids ids) {
        this.targets = targets;
        this.events = events;
        this.outbox = outbox;
        this.work = work;
        this.tally = tally;
        this.price = price;
        this.clock = clock;
        this.ids = ids;
    }

    /** The next chunk of all that are left; the rest follows as work. */
    Uni<RunState> all(Step step, RunState run) {
        return next(step, run, CHUNK).map(AskForCalls::goOn);
    }

    private static RunState goOn(RunState run) {
        return run.ends() ? run : run.doing(run.asked() < run.entries() ? Optional.of(Work.REQUEST) : Optional.empty());
    }

    /** That many, in the order of calls. */
    Uni<RunState> next(Step step, RunState run, int count) {
        return granted(step, run, count, granted -> targets.toAsk(step.session(), run.id(), granted));
    }

    /** These, by position. */
    Uni<RunState> these(Step step, RunState run, List<Integer> positions) {
        return granted(
                step,
                run,
                positions.size(),
                granted -> targets.toAsk(step.session(), run.id(), positions.subList(0, granted)));
    }

    /** Whether the budget covers a call, or its lack of cover is to be told. */
    boolean mayAsk(RunState run, Definition definition) {
        return run.open() == 0 || covered(run, definition) > 0;
    }

    /** No more than the budget covers; a run that has nothing under way and may not ask for a call has to end. */
    private Uni<RunState> granted(Step step, RunState run, int count, IntFunction<Uni<List<TargetState>>> choice) {
        int covered = covered(run, step.definition());
        if (covered == 0 && run.open() == 0 && run.asked() < run.entries()) {
            work.finishing(run.id());
            return Uni.createFrom().item(run.ending(RunStatus.FAILED, Optional.of(notCovered(step.definition(), run))));
        }
        int granted = Math.min(covered, count);
        return granted == 0 ? Uni.createFrom().item(run) : choice.apply(granted).chain(next -> ask(step, run, next));
    }

    private int covered(RunState run, Definition definition) {
        return run.spending()
                .covered(run.open(), price.reserve(definition.file().reach()));
    }

    private String notCovered(Definition definition, RunState run) {
        return GuardBudget.notCovered(run, price.reserve(definition.file().reach()));
    }

    private Uni<RunState> ask(Step step, RunState run, List<TargetState> next) {
        List<RunEvent> notes = new ArrayList<>();
        List<AskedTarget> asked =
                next.stream().map(target -> ask(step, run, target, notes)).toList();
        tally.callsRequested(asked.size());
        asked.forEach(target -> notes.add(requested(step, target)));
        Instant now = clock.instant();
        List<OutgoingEvent> requests =
                asked.stream().map(target -> request(step, run, target, now)).toList();
        return targets.ask(step.session(), asked)
                .chain(() -> outbox.add(step.session(), requests))
                .chain(() -> events.add(step.session(), run.id(), notes))
                .replaceWith(run.asking(asked.size()));
    }

    /** What the results so far add wins over the target's own variables, and those over the file's. */
    private AskedTarget ask(Step step, RunState run, TargetState target, List<RunEvent> notes) {
        Carried carried = step.definition().strategy().carriedTo(target.target(), run.best());
        carried.notes().stream().map(RunEvent::note).forEach(notes::add);
        Map<String, String> variables =
                new LinkedHashMap<>(step.definition().file().variables());
        variables.putAll(target.target().variables());
        variables.putAll(carried.variables());
        return new AskedTarget(target, ids.next(), variables);
    }

    private static RunEvent requested(Step step, AskedTarget asked) {
        ObjectNode body = RunEvent.details().put("call_id", asked.callId().toString());
        body.putObject("target")
                .put("name", asked.target().target().name())
                .put("position", asked.target().position());
        return new RunEvent(RunEvent.CALL_REQUESTED, body)
                .because(step.cause()
                        .map(cause -> "the " + step.missionClass() + " goes on after event " + cause)
                        .orElse("the " + step.missionClass() + " asks for it"));
    }

    private static OutgoingEvent request(Step step, RunState run, AskedTarget target, Instant now) {
        CallRequested requested = CallRequests.of(run, step.definition(), target, now);
        OutgoingEvent event =
                OutgoingEvent.forAccount(Topic.CALL_REQUESTED, run.account(), requested.callId(), run.id(), requested);
        return step.cause().map(event::causedBy).orElse(event);
    }
}
