package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.mission.application.MirrorQueue.Kind;
import dev.switchboard.mission.application.Mirrors.Mirror;
import dev.switchboard.mission.application.Mirrors.Request;
import dev.switchboard.mission.application.Mirrors.Told;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Keeps the Telnyx Missions API told, so that the portal shows the truth. Nothing waits for it.
 *
 * <p>Requests of a run go out in order, each until it is answered; one that may have been made is looked for before it
 * is made again. What happens to calls is told in bundles, so that a large mission costs few requests; a bundle's
 * idempotency key is made of what it holds, so that it is told once. Only a refusal that does not pass ends a mirror.
 */
@ApplicationScoped
public class KeepMirror {

    private static final Logger LOG = Logger.getLogger(KeepMirror.class);

    private static final Duration CLAIM = Duration.ofMinutes(2);
    /** Run events in one mission event at most. */
    private static final int BUNDLE = 300;
    /** Fewer than these wait for more to come, but not longer than so many flushes. */
    private static final int WORTH_A_REQUEST = 12;

    private static final int FLUSHES_AT_MOST = 5;

    private final Mirrors mirrors;
    private final MissionsAtProvider provider;
    private final MissionClock clock;
    private final MirrorPace pace;

    KeepMirror(Mirrors mirrors, MissionsAtProvider provider, MissionClock clock, MirrorPace pace) {
        this.mirrors = mirrors;
        this.provider = provider;
        this.clock = clock;
        this.pace = pace;
    }

    /** One pass over the mirrors that are due. */
    public Uni<Optional<Instant>> pass() {
        Instant now = clock.instant();
        return mirrors.claim(now, now.plus(CLAIM)).chain(this::each).chain(mirrors::nextDue);
    }

    private Uni<Void> each(List<UUID> due) {
        return due.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join()
                        .all(due.stream().map(this::keep).toList())
                        .andCollectFailures()
                        .replaceWithVoid();
    }

    private Uni<Void> keep(UUID runId) {
        return mirrors.find(runId)
                .chain(mirror -> next(mirror)
                        .onFailure(ProviderRefusal.class)
                        .recoverWithUni(refusal -> giveUp(mirror, refusal))
                        .onFailure(ProviderAway.class)
                        .recoverWithUni(away -> putOff(mirror, away)));
    }

    /** One request after another, until there is nothing to tell. */
    private Uni<Void> next(Mirror mirror) {
        if (mirror.tellingSeq().isPresent()) {
            return tellBundle(mirror).chain(() -> keep(mirror.runId()));
        }
        boolean ending =
                mirror.next().map(request -> request.kind() == Kind.END).orElse(mirror.finished());
        if (mirror.next().isPresent() && !(ending && mirror.untold() > 0)) {
            return make(mirror, mirror.next().get()).chain(() -> keep(mirror.runId()));
        }
        if (mirror.untold() > 0 && (ending || isWorthARequest(mirror))) {
            return mirrors.tellNext(mirror, BUNDLE).chain(() -> keep(mirror.runId()));
        }
        return ending
                ? mirrors.close(mirror)
                : mirrors.putOff(mirror, clock.instant().plus(pace.flush()), 0);
    }

    private boolean isWorthARequest(Mirror mirror) {
        Instant longAgo = clock.instant().minus(pace.flush().multipliedBy(FLUSHES_AT_MOST));
        return mirror.untold() >= WORTH_A_REQUEST
                || mirror.untoldSince().filter(longAgo::isAfter).isPresent();
    }

    // Requests.

    private Uni<Void> make(Mirror mirror, Request request) {
        Uni<Optional<String>> answer = request.attempted()
                ? provider.lookFor(mirror, request)
                        .chain(found ->
                                found.isPresent() ? Uni.createFrom().item(found) : provider.tell(mirror, request))
                : mirrors.attempting(request).chain(() -> provider.tell(mirror, request));
        return answer.chain(id -> mirrors.answered(
                mirror,
                request,
                request.kind() == Kind.MISSION ? id : mirror.missionRef(),
                request.kind() == Kind.RUN ? id : mirror.runRef()));
    }

    // Bundles.

    private Uni<Void> tellBundle(Mirror mirror) {
        return mirrors.onTheirWay(mirror)
                .chain(told ->
                        told.isEmpty() ? Uni.createFrom().voidItem() : provider.addEvent(mirror, bundle(mirror, told)))
                .chain(() -> mirrors.told(mirror));
    }

    private static ObjectNode bundle(Mirror mirror, List<Told> told) {
        ObjectNode event = RunEvent.details()
                .put("type", "custom")
                .put("summary", summary(told))
                .put("idempotency_key", key(mirror).toString());
        mirror.step().ifPresent(step -> event.put("step_id", step));
        ArrayNode list = event.putObject("payload").putArray("events");
        told.forEach(one -> list.add(one.body()));
        return event;
    }

    private static String summary(List<Told> told) {
        return count(told, RunEvent.CALL_COMPLETED) + " calls ended, " + count(told, RunEvent.INSIGHT) + " insights, "
                + count(told, RunEvent.CALL_ABANDONED) + " calls given up";
    }

    private static long count(List<Told> told, String type) {
        return told.stream().filter(one -> one.type().equals(type)).count();
    }

    private static UUID key(Mirror mirror) {
        String bundle = mirror.runId() + ":" + mirror.toldSeq() + "-"
                + mirror.tellingSeq().orElseThrow();
        return UUID.nameUUIDFromBytes(bundle.getBytes(StandardCharsets.UTF_8));
    }

    // When Telnyx will not have it.

    private Uni<Void> giveUp(Mirror mirror, Throwable refusal) {
        LOG.warnf("Telnyx no longer shows a run: %s. runId=%s", refusal.getMessage(), mirror.runId());
        return mirrors.giveUp(mirror);
    }

    private Uni<Void> putOff(Mirror mirror, Throwable away) {
        LOG.debugf("the mirror waits: %s. runId=%s", away.getMessage(), mirror.runId());
        return mirrors.putOff(mirror, clock.instant().plus(Backoff.after(mirror.tries(), away)), mirror.tries() + 1);
    }
}
