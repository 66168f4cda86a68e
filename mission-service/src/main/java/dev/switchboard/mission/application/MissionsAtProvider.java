package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.mission.application.Mirrors.Mirror;
import dev.switchboard.mission.application.Mirrors.Request;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * The Telnyx Missions API (contract, section 1). It stores and shows; it never calls. Every {@code Uni} fails with
 * {@link ProviderRefusal} or {@link ProviderAway}.
 */
public interface MissionsAtProvider {

    /** Makes a request; the id of what it created, if it is a mission or a run. */
    Uni<Optional<String>> tell(Mirror mirror, Request request);

    /** Looks whether a request that may have been made took effect; its id, or anything at all, if it did. */
    Uni<Optional<String>> lookFor(Mirror mirror, Request request);

    /** Adds an event; the same idempotency key adds it once. */
    Uni<Void> addEvent(Mirror mirror, ObjectNode event);
}
