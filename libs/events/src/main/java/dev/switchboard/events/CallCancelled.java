package dev.switchboard.events;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A call, or every call of a run, is no longer wanted.
 *
 * @param callId empty for every call of the run
 * @param endLive whether a call that rings or talks is hung up too; unless it says so, such a call ends by itself
 */
public record CallCancelled(
        UUID runId,
        String account,
        Optional<UUID> callId,
        String reason,
        Instant cancelledAt,
        Optional<Boolean> endLive) {

    /** Calls that ring or talk are left to end by themselves. */
    public CallCancelled(UUID runId, String account, Optional<UUID> callId, String reason, Instant cancelledAt) {
        this(runId, account, callId, reason, cancelledAt, Optional.empty());
    }

    public CallCancelled {
        Required.field(runId, "run_id");
        Required.field(account, "account");
        callId = Required.orElse(callId, Optional.empty());
        Required.field(reason, "reason");
        Required.field(cancelledAt, "cancelled_at");
        endLive = Required.orElse(endLive, Optional.empty());
    }
}
