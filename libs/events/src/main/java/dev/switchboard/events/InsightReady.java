package dev.switchboard.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a conversation yielded.
 *
 * @param insight the structured insight; kept even when invalid, empty when there is none
 * @param summary the unstructured one paired with it
 * @param errors why it is invalid, one line per violation
 */
public record InsightReady(
        UUID callId,
        UUID attemptId,
        int attempt,
        UUID missionId,
        UUID runId,
        String account,
        Optional<String> conversationId,
        Status status,
        Map<String, Object> insight,
        Optional<String> summary,
        List<String> errors,
        Instant readyAt) {

    /** Whether the structured insight can be used. */
    public enum Status {
        @JsonProperty("valid")
        VALID,
        /** There is one, but it breaks its own JSON Schema. */
        @JsonProperty("invalid")
        INVALID,
        /** The conversation yielded none. */
        @JsonProperty("empty")
        EMPTY,
        /** None came within 20 minutes. */
        @JsonProperty("timed_out")
        TIMED_OUT
    }

    public InsightReady {
        Required.field(callId, "call_id");
        Required.field(attemptId, "attempt_id");
        Required.field(missionId, "mission_id");
        Required.field(runId, "run_id");
        Required.field(account, "account");
        conversationId = Required.orElse(conversationId, Optional.empty());
        Required.field(status, "status");
        insight = Required.orElse(insight, Map.of());
        summary = Required.orElse(summary, Optional.empty());
        errors = Required.orElse(errors, List.of());
        Required.field(readyAt, "ready_at");
    }
}
