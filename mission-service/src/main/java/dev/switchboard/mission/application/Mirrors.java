package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How far the Telnyx Missions API has been told of each run. */
public interface Mirrors {

    /**
     * The mirror of one run.
     *
     * @param missionRef Telnyx's id of the mission, once it has one
     * @param runRef Telnyx's id of the run, once it has one
     * @param toldSeq the last run event that was told
     * @param tellingSeq the last run event of those on their way; empty if none are
     * @param next the next request that is to be made
     * @param untold run events worth telling that have not been told, counted up to a thousand
     * @param step the step that was begun last; empty before the first
     * @param untoldSince when the first of those happened
     */
    record Mirror(
            UUID runId,
            UUID missionId,
            String account,
            Optional<String> missionRef,
            Optional<String> runRef,
            long toldSeq,
            Optional<Long> tellingSeq,
            int tries,
            boolean finished,
            Optional<Request> next,
            int untold,
            Optional<String> step,
            Optional<Instant> untoldSince) {}

    /**
     * A request to be made.
     *
     * @param attempted whether it may have been made already
     */
    record Request(long id, MirrorQueue.Kind kind, ObjectNode payload, boolean attempted) {}

    /** A run event as it is told: its body with {@code type} and {@code at}. */
    record Told(String type, ObjectNode body) {}

    /** Takes the mirrors that are due: nobody else is given them before {@code until}. */
    Uni<List<UUID>> claim(Instant now, Instant until);

    Uni<Optional<Instant>> nextDue();

    Uni<Mirror> find(UUID runId);

    /** Remembers that a request may have been made. */
    Uni<Void> attempting(Request request);

    /** Drops a request that was answered, and keeps the ids it brought. */
    Uni<Void> answered(Mirror mirror, Request request, Optional<String> missionRef, Optional<String> runRef);

    /** Fixes which of the untold events go together: that many at most. */
    Uni<Void> tellNext(Mirror mirror, int most);

    /** The events worth telling of those on their way. */
    Uni<List<Told>> onTheirWay(Mirror mirror);

    /** Those on their way have been told. */
    Uni<Void> told(Mirror mirror);

    Uni<Void> putOff(Mirror mirror, Instant until, int tries);

    Uni<Void> close(Mirror mirror);

    Uni<Void> giveUp(Mirror mirror);
}
