package dev.switchboard.mission.application.reading;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A mission as it is shown.
 *
 * @param runId its latest run
 * @param status of that run
 * @param document the mission file without its targets; only when one mission is asked for
 */
@JsonNaming(SnakeCaseStrategy.class)
public record MissionOverview(
        UUID missionId,
        String account,
        String name,
        String handle,
        @JsonProperty("class") String missionClass,
        Instant createdAt,
        UUID runId,
        String status,
        int targets,
        Optional<JsonNode> document) {}
