package dev.switchboard.mission.application;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.MissionCompleted;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.Outbox;
import dev.switchboard.messaging.OutgoingEvent;
import dev.switchboard.messaging.UnitOfWork;
import dev.switchboard.mission.application.MirrorQueue.Kind;
import dev.switchboard.mission.application.MirrorQueue.Tell;
import dev.switchboard.mission.domain.AbandonReason;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.StepStatus;
import dev.switchboard.mission.domain.TargetFact;
import dev.switchboard.mission.domain.TargetProgress;
import dev.switchboard.mission.domain.Verdict;
import dev.switchboard.mission.domain.strategy.Conclusion;
import dev.switchboard.mission.domain.strategy.Ranked;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Finishes runs whose end is decided: drops what is left, ranks, sums up, and ends the run.
 *
 * <p>Dropping and ranking are done in chunks and may be done again after a crash; the end itself (status, summary,
 * steps, {@code mission.completed}) is one transaction and happens once.
 */
@ApplicationScoped
public class FinishRuns {

    private static final Logger LOG = Logger.getLogger(FinishRuns.class);

    private static final Duration CLAIM = Duration.ofMinutes(1);
    private static final int CHUNK = 500;
    private static final String NOT_NEEDED = "no longer needed";
    /** Far below the mebibyte that the broker takes, in whatever script people write. */
    private static final int MOST_CHARACTERS = 200_000;

    private record Ending(RunState run, Definition definition, List<Ranked> recommended) {}

    private final Runs runs;
    private final Targets targets;
    private final RankResults results;
    private final Steps steps;
    private final RunEvents events;
    private final Definitions definitions;
    private final MirrorQueue mirror;
    private final DueWork work;
    private final Outbox outbox;
    private final Tally tally;
    private final UnitOfWork unit;
    private final MissionClock clock;

    FinishRuns(
            Runs runs,
            Targets targets,
            RankResults results,
            Steps steps,
            RunEvents events,
            Definitions definitions,
            MirrorQueue mirror,
            DueWork work,
            Outbox outbox,
            Tally tally,
            UnitOfWork unit,
            MissionClock clock) {
        this.runs = runs;
        this.targets = targets;
        this.results = results;
        this.steps = steps;
        this.events = events;
        this.definitions = definitions;
        this.mirror = mirror;
        this.work = work;
        this.outbox = outbox;
        this.tally = tally;
        this.unit = unit;
        this.clock = clock;
    }

    /** One pass over the runs that are to be finished. */
    public Uni<Optional<Instant>> pass() {
        Instant now = clock.instant();
        return runs.claim(Work.FINISH, now, now.plus(CLAIM))
                .invoke(work::taken)
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUni(this::finish)
                .collectFailures()
                .concatenate()
                .collect()
                .last()
                .chain(() -> runs.nextDue(Work.FINISH));
    }

    private Uni<Void> finish(UUID runId) {
        return runs.find(runId)
                .call(this::dropLeftOvers)
                .chain(run -> definition(run).chain(definition -> results.rank(run, definition)))
                .chain(recommended -> unit.perform(session -> end(session, runId, recommended)))
                .invoke(work::mirror);
    }

    private Uni<Definition> definition(RunState run) {
        return unit.perform(session -> definitions.of(session, run.missionId()));
    }

    // What is left.

    private Uni<Void> dropLeftOvers(RunState run) {
        return unit.perform(session -> dropSome(session, run))
                .chain(dropped -> dropped < CHUNK ? Uni.createFrom().voidItem() : dropLeftOvers(run));
    }

    private Uni<Integer> dropSome(Mutiny.Session session, RunState run) {
        return targets.lockUnsettled(session, run.id(), CHUNK)
                .chain(left -> left.isEmpty() ? Uni.createFrom().item(0) : drop(session, run, left));
    }

    private Uni<Integer> drop(Mutiny.Session session, RunState run, List<TargetState> left) {
        String why = run.outcomeReason().orElse(NOT_NEEDED);
        List<TargetState> dropped =
                left.stream().map(target -> dropped(target, why)).toList();
        return targets.save(session, dropped)
                .chain(() -> runs.lock(session, run.id()))
                .chain(locked -> runs.save(session, locked.dropping(dropped.size())))
                .replaceWith(dropped.size());
    }

    private static TargetState dropped(TargetState target, String why) {
        TargetProgress progress = target.progress();
        Verdict<TargetProgress> verdict = target.callId().isPresent()
                ? progress.after(new TargetFact.GivenUp(
                        AbandonReason.CANCELLED, why, progress.lastOutcome(), progress.attempts()))
                : progress.dropped(why);
        return target.with(verdict.accepted()
                .orElseThrow(() -> new IllegalStateException(
                        "target cannot be dropped: " + verdict.refusal().orElse("") + " targetId=" + target.id())));
    }

    // The end.

    private Uni<Void> end(Mutiny.Session session, UUID runId, List<Ranked> recommended) {
        return runs.lock(session, runId)
                .chain(run -> run.status().isFinal()
                        ? Uni.createFrom().voidItem()
                        : definitions
                                .of(session, run.missionId())
                                .chain(definition -> end(session, new Ending(run, definition, recommended))));
    }

    private Uni<Void> end(Mutiny.Session session, Ending ending) {
        RunState run = ending.run();
        Instant now = clock.instant();
        String summary = summary(ending);
        tally.runEnded(run.outcome().orElseThrow());
        LOG.infof(
                "run ended: %s. missionId=%s runId=%s",
                run.outcome().orElseThrow().word(), run.missionId(), run.id());
        return runs.over(session, run, summary, now)
                .chain(() -> closeSteps(session, run, now))
                .chain(closed -> announce(session, ending, summary, closed))
                .chain(() -> outbox.add(session, completed(ending, summary, now)));
    }

    private static String summary(Ending ending) {
        RunState run = ending.run();
        return ending.definition()
                .strategy()
                .summary(new Conclusion(
                        run.outcome().orElseThrow(),
                        run.targets(),
                        run.calls(),
                        run.succeeded(),
                        run.best(),
                        ending.recommended(),
                        run.outcomeReason()));
    }

    /** A run that went its way completes its steps; one that was cut short fails what was under way, skips the rest. */
    private Uni<List<Steps.ChangedStep>> closeSteps(Mutiny.Session session, RunState run, Instant now) {
        return run.outcomeReason().isEmpty()
                ? steps.close(session, run.id(), StepStatus.COMPLETED, StepStatus.COMPLETED, now)
                : steps.close(session, run.id(), StepStatus.FAILED, StepStatus.SKIPPED, now);
    }

    private Uni<Void> announce(Mutiny.Session session, Ending ending, String summary, List<Steps.ChangedStep> closed) {
        RunState run = ending.run();
        RunStatus outcome = run.outcome().orElseThrow();
        List<RunEvent> told = new ArrayList<>();
        List<Tell> mirrored = new ArrayList<>();
        closed.forEach(step -> told.add(RunEvent.step(step.stepId(), step.status())));
        closed.forEach(step -> mirrored.add(Tells.step(step)));
        told.add(ranking(ending.recommended()));
        told.add(RunEvent.status(outcome, run.outcomeReason()));
        mirrored.add(new Tell(Kind.END, result(ending, outcome, summary)));
        return events.add(session, run.id(), told).chain(() -> mirror.add(session, run.id(), mirrored));
    }

    private static RunEvent ranking(List<Ranked> recommended) {
        ObjectNode body = RunEvent.details();
        tell(recommended, body);
        return new RunEvent(RunEvent.RANKING, body);
    }

    private static ObjectNode result(Ending ending, RunStatus outcome, String summary) {
        ObjectNode result = RunEvent.details().put("status", outcome.word()).put("result_summary", summary);
        result.set("result_payload", payload(ending));
        ending.run().outcomeReason().ifPresent(reason -> result.put("error", reason));
        return result;
    }

    private static ObjectNode payload(Ending ending) {
        ObjectNode payload = RunEvent.details();
        tell(ending.recommended(), payload);
        payload.putObject("counts")
                .put("targets", ending.run().targets())
                .put("calls", ending.run().calls())
                .put("succeeded", ending.run().succeeded());
        return payload;
    }

    /** The first of them, as many as an event may hold, and how many more there are: those are in the run's results. */
    private static void tell(List<Ranked> recommended, ObjectNode into) {
        ArrayNode list = into.putArray("recommended");
        int characters = 0;
        for (Ranked place : recommended.subList(0, Math.min(RankResults.MOST_KNOWN, recommended.size()))) {
            ObjectNode item = told(place);
            characters += EventJson.write(item).length();
            if (characters > MOST_CHARACTERS) {
                break;
            }
            list.add(item);
        }
        if (list.size() < recommended.size()) {
            into.put("recommended_more", recommended.size() - list.size());
        }
    }

    private static ObjectNode told(Ranked place) {
        ObjectNode item = RunEvent.details();
        place.rank().ifPresent(rank -> item.put("rank", rank));
        item.put("name", place.settled().target().name())
                .put("phone", place.settled().target().phone());
        item.set("insight", EventJson.mapper().valueToTree(place.settled().insight()));
        return item.put("reason", place.reason());
    }

    private static OutgoingEvent completed(Ending ending, String summary, Instant now) {
        RunState run = ending.run();
        MissionCompleted completed = new MissionCompleted(
                run.missionId(),
                run.id(),
                run.account(),
                ending.definition().file().name(),
                ending.definition().file().missionClass().word(),
                MissionCompleted.Status.valueOf(run.outcome().orElseThrow().name()),
                summary,
                EventJson.mapper().convertValue(payload(ending), new TypeReference<>() {}),
                now);
        return OutgoingEvent.aboutRun(Topic.MISSION_COMPLETED, run.id(), run.id(), completed);
    }
}
