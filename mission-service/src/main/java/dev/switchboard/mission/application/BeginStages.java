package dev.switchboard.mission.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.messaging.Ids;
import dev.switchboard.mission.application.AskForCalls.Step;
import dev.switchboard.mission.domain.Stage;
import dev.switchboard.mission.domain.Target;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Adds entries to a run under way: targets that are called again, or in addition. The caller keeps the locked run. */
@ApplicationScoped
public class BeginStages {

    private static final int BATCH = 500;

    private final Targets targets;
    private final Steps steps;
    private final RunEvents events;
    private final MirrorQueue mirror;
    private final MissionClock clock;
    private final Ids ids;

    BeginStages(Targets targets, Steps steps, RunEvents events, MirrorQueue mirror, MissionClock clock, Ids ids) {
        this.targets = targets;
        this.steps = steps;
        this.events = events;
        this.mirror = mirror;
        this.clock = clock;
        this.ids = ids;
    }

    /** These targets are to be called in that stage; its step begins, if it has not yet. */
    Uni<RunState> callAgain(Step step, RunState run, int number, List<Integer> positions) {
        Stage stage = step.definition().stage(number);
        return Multi.createFrom()
                .range(0, (positions.size() + BATCH - 1) / BATCH)
                .onItem()
                .transformToUniAndConcatenate(batch -> batch(step, run, stage, positions, batch * BATCH))
                .collect()
                .in(() -> new int[1], (sum, had) -> sum[0] += had)
                .map(sum -> run.callingAgain(number, positions.size(), sum[0]))
                .call(() -> steps.begin(step.session(), run.id(), number, clock.instant())
                        .chain(changed -> tell(step, run, changed)));
    }

    private Uni<Integer> batch(Step step, RunState run, Stage stage, List<Integer> positions, int from) {
        return targets.again(
                step.session(),
                run.id(),
                stage,
                positions.subList(from, Math.min(from + BATCH, positions.size())),
                run.entries() + from);
    }

    /** The stage before is over and its step completed; the next begins with these targets. */
    Uni<RunState> advance(Step step, RunState run, int number, List<Integer> positions) {
        return complete(step, run, number - 1).chain(() -> callAgain(step, run, number, positions));
    }

    /** The calls of a stage are done: so is its step, if it is not yet. */
    Uni<Void> complete(Step step, RunState run, int number) {
        return steps.complete(step.session(), run.id(), number, clock.instant())
                .chain(changed -> tell(step, run, changed));
    }

    /** More targets, in the first stage. */
    Uni<RunState> add(Step step, RunState run, List<Target> more) {
        List<NewTarget> added = new ArrayList<>();
        for (Target target : more) {
            int nth = added.size() + 1;
            added.add(new NewTarget(ids.next(), run.targets() + nth, run.entries() + nth, target));
        }
        return targets.add(step.session(), run.id(), step.definition().stage(1), added)
                .replaceWith(run.adding(added.size()));
    }

    private Uni<Void> tell(Step step, RunState run, List<Steps.ChangedStep> changed) {
        return changed.isEmpty()
                ? Uni.createFrom().voidItem()
                : events.add(
                                step.session(),
                                run.id(),
                                changed.stream()
                                        .map(one -> RunEvent.step(one.stepId(), one.status()))
                                        .toList())
                        .chain(() -> mirror.add(
                                step.session(),
                                run.id(),
                                changed.stream().map(Tells::step).toList()));
    }
}
