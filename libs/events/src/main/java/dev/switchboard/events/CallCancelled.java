package dev.switchboard.events;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A call, or every call of a run, is no longer wanted. A call that already rings is left to end by itself.
 *
 * @param callId empty for every call of the run
 */
public record CallCancelled(UUID runId, String account, Optional<UUID> callId, String reason, Instant cancelledAt) {

    public CallCancelled {
        Required.field(runId, "run_id");
        Required.field(account, "account");
        callId = Required.orElse(callId, Optional.empty());
        Required.field(reason, "reason");
        Required.field(cancelledAt, "cancelled_at");
    }
}
