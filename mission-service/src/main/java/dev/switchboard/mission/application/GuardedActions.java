package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.mission.application.Approvals.AskedApproval;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The ledger of guarded requests: each is committed here before it leaves. */
public interface GuardedActions {

    /**
     * A request that no mission waits for.
     *
     * @param tries how often it may have been made
     */
    record DueAction(UUID id, String account, GuardedRequest request, int tries) {}

    /** Notes that a run's request may be made from now on. */
    Uni<UUID> begin(UUID runId, String account, GuardedRequest request, Optional<UUID> approvalId);

    /** Adds a request that may be made without asking; due then, unless its caller has made it. */
    Uni<UUID> add(String account, String askedBy, GuardedRequest request, Instant dueAt);

    /** An approval without a run was given: its request, as shown, is due. */
    Uni<Void> release(Mutiny.Session session, AskedApproval given);

    /** It is done, with what Telnyx answered. */
    Uni<Void> executed(UUID id, JsonNode result);

    /** Telnyx refuses it; it is not made again. */
    Uni<Void> failed(UUID id, String reason);

    /** Takes the requests that are due: nobody else is given them before {@code until}. */
    Uni<List<UUID>> claim(Instant now, Instant until);

    Uni<DueAction> find(UUID id);

    /** Notes that the request may be made from now on. */
    Uni<Void> attempting(UUID id);

    Uni<Void> putOff(UUID id, Instant until);

    Uni<Optional<Instant>> nextDue();
}
