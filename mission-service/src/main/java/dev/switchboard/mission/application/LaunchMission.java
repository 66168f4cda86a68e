package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.MalformedEventException;
import dev.switchboard.messaging.Event;
import dev.switchboard.messaging.Ids;
import dev.switchboard.messaging.UnitOfWork;
import dev.switchboard.mission.domain.PlannedStep;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.Stage;
import dev.switchboard.mission.domain.Target;
import dev.switchboard.mission.missionfile.CsvFiles;
import dev.switchboard.mission.missionfile.MissionFile;
import dev.switchboard.mission.missionfile.MissionFiles;
import dev.switchboard.mission.missionfile.Notation;
import dev.switchboard.mission.missionfile.Reading;
import dev.switchboard.mission.missionfile.SingleCall;
import dev.switchboard.mission.missionfile.Violation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Reads a mission file and stores the mission with its run, plan and targets; the rest is due work.
 *
 * <p>Guarantee: everything is stored or nothing; the same request under the same idempotency key stores once and gets
 * the same answer every time.
 */
@ApplicationScoped
public class LaunchMission {

    private static final Logger LOG = Logger.getLogger(LaunchMission.class);

    private static final int BATCH = 500;
    /** Begins the idempotency key of a mission that an event asked for; the event's id follows. */
    private static final String OF_EVENT = "event:";

    /** A request for a mission: for whom and by whom, under which key, and the reading of what it says. */
    private record Request(
            String account, String by, Optional<String> idempotencyKey, Supplier<Reading> reading, byte[] body) {}

    /** A request once read: a refusal, or a mission to be stored. */
    private record Read(
            Optional<Launch> refusal, Optional<Definition> definition, List<NewTarget> targets, String digest) {

        private static Read refused(Launch refusal) {
            return new Read(Optional.of(refusal), Optional.empty(), List.of(), "");
        }
    }

    private final MissionFiles files;
    private final Definitions definitions;
    private final Missions missions;
    private final Targets targets;
    private final Steps steps;
    private final RunEvents events;
    private final MirrorQueue mirror;
    private final DueWork work;
    private final UnitOfWork unit;
    private final MissionClock clock;
    private final Ids ids;
    private final Vertx vertx;

    LaunchMission(
            MissionFiles files,
            Definitions definitions,
            Missions missions,
            Targets targets,
            Steps steps,
            RunEvents events,
            MirrorQueue mirror,
            DueWork work,
            UnitOfWork unit,
            MissionClock clock,
            Ids ids,
            Vertx vertx) {
        this.files = files;
        this.definitions = definitions;
        this.missions = missions;
        this.targets = targets;
        this.steps = steps;
        this.events = events;
        this.mirror = mirror;
        this.work = work;
        this.unit = unit;
        this.clock = clock;
        this.ids = ids;
        this.vertx = vertx;
    }

    /** Launches what a client of {@code account} posted. */
    public Uni<Launch> posted(
            String account, String by, byte[] body, Notation notation, Optional<String> idempotencyKey) {
        Request request = new Request(
                account,
                by,
                idempotencyKey.map(key -> "key:" + key),
                () -> files.read(new String(body, StandardCharsets.UTF_8), notation, CsvFiles.NONE),
                body);
        return launch(request);
    }

    private Uni<Launch> launch(Request request) {
        return read(request)
                .chain(read -> read.refusal()
                        .map(refusal -> Uni.createFrom().item(refusal))
                        .orElseGet(() -> unit.perform(session -> launch(session, request, read))))
                .invoke(work::provision);
    }

    /** Launches a single call or text that a client of {@code account} asked for, as a mission with one target. */
    public Uni<Launch> call(String account, String by, byte[] body, Optional<String> idempotencyKey) {
        return launch(new Request(
                account,
                by,
                idempotencyKey.map(key -> "call:" + key),
                () -> new SingleCall(files).read(new String(body, StandardCharsets.UTF_8)),
                body));
    }

    /**
     * Launches what another system asked for with an event.
     *
     * @throws MalformedEventException (in the {@code Uni}) if it is not a valid mission, with every violation
     */
    public Uni<Void> requested(Mutiny.Session session, Event<JsonNode> event, String account) {
        Request request = new Request(
                account,
                "event of " + event.headers().source(),
                Optional.of(OF_EVENT + event.headers().id()),
                () -> files.read(event.body(), CsvFiles.NONE),
                EventJson.write(event.body()).getBytes(StandardCharsets.UTF_8));
        return read(request)
                .invoke(read -> read.refusal().ifPresent(refusal -> refuse(refusal, account)))
                .chain(read -> launch(session, request, read))
                .replaceWithVoid();
    }

    /** The event that asked for a mission, by the mission's idempotency key. */
    static Optional<UUID> event(Optional<String> idempotencyKey) {
        return idempotencyKey
                .filter(key -> key.startsWith(OF_EVENT))
                .map(key -> UUID.fromString(key.substring(OF_EVENT.length())));
    }

    /** Thousands of targets and compiled expressions: off the event loop. */
    private Uni<Read> read(Request request) {
        return vertx.executeBlocking(() -> readNow(request), false);
    }

    private Read readNow(Request request) {
        Reading reading = request.reading().get();
        Optional<MissionFile> file = reading.file();
        if (file.isEmpty()) {
            return Read.refused(new Launch.Invalid(reading.problems()));
        }
        if (file.get().document().has("account") && !file.get().account().equals(request.account())) {
            return Read.refused(new Launch.Foreign(file.get().account()));
        }
        // From here on the targets are held once: not as the file has them, too.
        Definition definition =
                definitions.define(MissionFiles.restore(file.get().documentWithoutTargets()));
        return new Read(
                Optional.empty(),
                Optional.of(definition),
                inOrder(definition, file.get().targets()),
                Sha256.hex(request.body()));
    }

    private List<NewTarget> inOrder(Definition definition, List<Target> listed) {
        List<NewTarget> ordered = new ArrayList<>(listed.size());
        for (int index : definition.strategy().order().arrange(listed)) {
            ordered.add(new NewTarget(ids.next(), index + 1, ordered.size() + 1, listed.get(index)));
        }
        return ordered;
    }

    private Uni<Launch> launch(Mutiny.Session session, Request request, Read read) {
        MissionFile file = read.definition().orElseThrow().file();
        Instant now = clock.instant();
        NewMission mission = new NewMission(
                ids.next(),
                ids.next(),
                request.account(),
                file,
                read.targets().size(),
                request.idempotencyKey(),
                read.digest(),
                now,
                file.limits().deadline().map(deadline -> deadline.of(now)));
        return missions.add(session, mission)
                .chain(added -> added ? store(session, mission, request, read) : repeat(session, request, read));
    }

    private Uni<Launch> store(Mutiny.Session session, NewMission mission, Request request, Read read) {
        List<PlannedStep> plan =
                read.definition().orElseThrow().plan(read.targets().size());
        Stage first = read.definition().orElseThrow().stage(1);
        return steps.add(session, mission.runId(), plan)
                .chain(() -> storeTargets(session, mission.runId(), first, read.targets()))
                .chain(() -> events.add(
                        session,
                        mission.runId(),
                        List.of(requested(request, read), RunEvent.status(RunStatus.PENDING, Optional.empty()))))
                .chain(() -> mirror.open(session, mission, plan))
                .map(stored -> launched(mission));
    }

    private static RunEvent requested(Request request, Read read) {
        return new RunEvent(
                        RunEvent.REQUESTED,
                        RunEvent.details()
                                .put("file_sha256", read.digest())
                                .put("targets", read.targets().size()))
                .by(request.by());
    }

    private Uni<Void> storeTargets(Mutiny.Session session, UUID runId, Stage first, List<NewTarget> all) {
        return Multi.createFrom()
                .range(0, (all.size() + BATCH - 1) / BATCH)
                .onItem()
                .transformToUniAndConcatenate(batch -> targets.add(
                        session, runId, first, all.subList(batch * BATCH, Math.min(all.size(), (batch + 1) * BATCH))))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Launch launched(NewMission mission) {
        LOG.infof(
                "mission accepted: %s. missionId=%s runId=%s",
                mission.file().handle(), mission.missionId(), mission.runId());
        return new Launch.Done(
                new Launched(
                        mission.missionId(),
                        mission.runId(),
                        mission.file().handle().slug(),
                        RunStatus.PENDING.word(),
                        mission.bodyDigest()),
                false);
    }

    private Uni<Launch> repeat(Mutiny.Session session, Request request, Read read) {
        String key = request.idempotencyKey().orElseThrow();
        return missions.byIdempotencyKey(session, request.account(), key)
                .map(found -> found.filter(earlier -> earlier.bodyDigest().equals(read.digest()))
                        .<Launch>map(earlier -> new Launch.Done(earlier, true))
                        .orElseGet(() -> new Launch.Conflict(key)));
    }

    private static void refuse(Launch launch, String account) {
        if (launch instanceof Launch.Invalid invalid) {
            throw new InvalidMissionException(invalid.violations());
        }
        if (launch instanceof Launch.Foreign foreign) {
            throw new InvalidMissionException(List.of(new Violation(
                    "$.account",
                    "'" + foreign.account() + "'",
                    "'" + account + "', the record's key, not '" + foreign.account() + "'")));
        }
    }
}
