package dev.switchboard.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A run has ended.
 *
 * @param summary one paragraph a person can read
 * @param payload {@code recommended} and {@code counts} of the results; the full list stays with mission-service
 */
public record MissionCompleted(
        UUID missionId,
        UUID runId,
        String account,
        String name,
        String missionClass,
        Status status,
        String summary,
        Map<String, Object> payload,
        Instant completedAt) {

    /** How it ended, in Telnyx's spelling (contract, section 1). */
    public enum Status {
        @JsonProperty("succeeded")
        SUCCEEDED,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("cancelled")
        CANCELLED
    }

    public MissionCompleted {
        Required.field(missionId, "mission_id");
        Required.field(runId, "run_id");
        Required.field(account, "account");
        Required.field(name, "name");
        Required.field(missionClass, "mission_class");
        Required.field(status, "status");
        Required.field(summary, "summary");
        payload = Required.orElse(payload, Map.of());
        Required.field(completedAt, "completed_at");
    }
}
