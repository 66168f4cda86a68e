package dev.switchboard.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A call will not be attempted (again).
 *
 * @param lastOutcome of the last attempt; empty if there was none
 * @param attempts how many there were
 * @param detail the reason in words a person can read
 */
public record CallAbandoned(
        UUID callId,
        UUID missionId,
        UUID runId,
        String account,
        Callee target,
        Reason reason,
        String detail,
        Optional<Outcome> lastOutcome,
        int attempts,
        Instant abandonedAt) {

    /** Why. */
    public enum Reason {
        /** The retry table allows no further attempt. */
        @JsonProperty("retries_used_up")
        RETRIES_USED_UP,
        /** {@code call.cancelled} came first. */
        @JsonProperty("cancelled")
        CANCELLED,
        /** The number is on the account's suppression list. */
        @JsonProperty("suppressed")
        SUPPRESSED,
        /** The recipient's window does not open before the deadline. */
        @JsonProperty("no_window")
        NO_WINDOW,
        /** Telnyx refuses the request for a reason that does not pass. */
        @JsonProperty("refused")
        REFUSED
    }

    public CallAbandoned {
        Required.field(callId, "call_id");
        Required.field(missionId, "mission_id");
        Required.field(runId, "run_id");
        Required.field(account, "account");
        Required.field(target, "target");
        Required.field(reason, "reason");
        Required.field(detail, "detail");
        lastOutcome = Required.orElse(lastOutcome, Optional.empty());
        Required.field(abandonedAt, "abandoned_at");
    }
}
