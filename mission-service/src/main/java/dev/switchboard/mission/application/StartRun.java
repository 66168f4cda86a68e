package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.MissionCreated;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.Outbox;
import dev.switchboard.messaging.OutgoingEvent;
import dev.switchboard.mission.application.MirrorQueue.Kind;
import dev.switchboard.mission.application.MirrorQueue.Tell;
import dev.switchboard.mission.domain.RunStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Starts a run that has all it needs: the run is under way and its first calls are requested, in one transaction. */
@ApplicationScoped
public class StartRun {

    private static final Logger LOG = Logger.getLogger(StartRun.class);

    private static final int FIRST_STEP = 1;

    private final Missions missions;
    private final Runs runs;
    private final Steps steps;
    private final RunEvents events;
    private final CarryOutMoves moves;
    private final MirrorQueue mirror;
    private final Outbox outbox;
    private final MissionClock clock;

    StartRun(
            Missions missions,
            Runs runs,
            Steps steps,
            RunEvents events,
            CarryOutMoves moves,
            MirrorQueue mirror,
            Outbox outbox,
            MissionClock clock) {
        this.missions = missions;
        this.runs = runs;
        this.steps = steps;
        this.events = events;
        this.moves = moves;
        this.mirror = mirror;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Does nothing if the run has started, or if its end is decided. */
    public Uni<Void> start(Mutiny.Session session, UUID runId, Definition definition) {
        return runs.lock(session, runId)
                .chain(run -> run.status() == RunStatus.PENDING && !run.ends()
                        ? begin(session, run, definition)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> begin(Mutiny.Session session, RunState run, Definition definition) {
        Instant now = clock.instant();
        RunState started = run.started();
        LOG.infof("run starts. missionId=%s runId=%s", run.missionId(), run.id());
        return runs.begun(session, run.id(), now)
                .chain(() -> missions.idempotencyKey(session, run.missionId()))
                .chain(key -> outbox.add(session, answering(key, created(run, definition, now))))
                .chain(() -> steps.begin(session, run.id(), FIRST_STEP, now))
                .chain(changed -> announce(session, run, changed))
                .chain(() -> moves.carryOut(
                        session,
                        started,
                        definition,
                        definition.strategy().begin(started.progress()),
                        Optional.empty()));
    }

    /** Whoever asked with an event knows by its id what came of it. */
    private static OutgoingEvent answering(Optional<String> idempotencyKey, OutgoingEvent created) {
        return LaunchMission.event(idempotencyKey).map(created::causedBy).orElse(created);
    }

    private static OutgoingEvent created(RunState run, Definition definition, Instant now) {
        MissionCreated created = new MissionCreated(
                run.missionId(),
                run.id(),
                run.account(),
                definition.file().name(),
                definition.file().handle().slug(),
                definition.file().missionClass().word(),
                definition.file().recipients().word(),
                run.targets(),
                definition.plan(run.targets()).stream()
                        .map(step -> new MissionCreated.PlannedStep(step.stepId(), step.description(), step.sequence()))
                        .toList(),
                now);
        return OutgoingEvent.aboutRun(Topic.MISSION_CREATED, run.id(), run.id(), created);
    }

    private static RunEvent provisioned(Provisioned provisioned) {
        ObjectNode body = RunEvent.details();
        provisioned.assistantId().ifPresent(id -> body.put("assistant_id", id));
        provisioned.groupId().ifPresent(id -> body.put("insight_group_id", id));
        provisioned.from().ifPresent(from -> body.put("from", from));
        return new RunEvent(RunEvent.PROVISIONED, body);
    }

    private Uni<Void> announce(Mutiny.Session session, RunState run, List<Steps.ChangedStep> changed) {
        List<RunEvent> told = new ArrayList<>();
        run.provisions().stream().map(StartRun::provisioned).forEach(told::add);
        told.add(RunEvent.status(RunStatus.RUNNING, Optional.empty()));
        List<Tell> mirrored = new ArrayList<>();
        run.provisions().stream()
                .flatMap(provisioned -> provisioned.assistantId().stream())
                .distinct()
                .forEach(assistant ->
                        mirrored.add(new Tell(Kind.AGENT, RunEvent.details().put("telnyx_agent_id", assistant))));
        mirrored.add(new Tell(Kind.STATUS, RunEvent.details().put("status", RunStatus.RUNNING.word())));
        for (Steps.ChangedStep step : changed) {
            told.add(RunEvent.step(step.stepId(), step.status()));
            mirrored.add(Tells.step(step));
        }
        return events.add(session, run.id(), told).chain(() -> mirror.add(session, run.id(), mirrored));
    }
}
