package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Makes guarded requests. Every {@code Uni} fails with {@link ProviderRefusal} or {@link ProviderAway}. */
public interface GuardedRequests {

    /** Makes the request; the object that Telnyx answers with, without its envelope. */
    Uni<JsonNode> send(String account, GuardedRequest request);

    /** What shows that the request has had its effect already; empty if it has not. */
    Uni<Optional<JsonNode>> lookFor(String account, GuardedRequest request);
}
