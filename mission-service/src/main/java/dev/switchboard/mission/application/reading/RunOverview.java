package dev.switchboard.mission.application.reading;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A run as it is shown.
 *
 * @param reason why it ended before its time
 * @param costUsd so far, by estimate
 * @param auditHash hash of the last line of its audit trail
 * @param progress only when one run is asked for
 */
@JsonNaming(SnakeCaseStrategy.class)
public record RunOverview(
        UUID runId,
        UUID missionId,
        String account,
        String name,
        String handle,
        @JsonProperty("class") String missionClass,
        String status,
        Optional<String> reason,
        Optional<String> summary,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Optional<Instant> deadlineAt,
        int priority,
        Optional<BigDecimal> budgetUsd,
        BigDecimal costUsd,
        String auditHash,
        Counts counts,
        List<Step> steps,
        Optional<Progress> progress,
        Provider provider) {

    /** As in the results. */
    public record Counts(int targets, int calls, int succeeded) {}

    /** One step of the plan. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Step(
            String stepId,
            String description,
            int sequence,
            String status,
            Optional<Instant> startedAt,
            Optional<Instant> completedAt) {}

    /**
     * How far it is.
     *
     * @param requested targets a call was asked for
     * @param settled targets whose status is final
     * @param byStatus how many targets have which status
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Progress(int requested, int settled, Map<String, Integer> byStatus) {}

    /**
     * What it uses at Telnyx.
     *
     * @param mirror whether the portal shows it: {@code open} while there is more to tell, {@code closed} when all is
     *     told, {@code given_up}; absent if runs are not mirrored
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Provider(
            Optional<String> assistantId,
            Optional<String> insightGroupId,
            @JsonProperty("from") Optional<String> fromNumber,
            Optional<String> missionId,
            Optional<String> runId,
            Optional<String> mirror) {}
}
