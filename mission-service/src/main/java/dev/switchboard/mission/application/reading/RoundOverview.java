package dev.switchboard.mission.application.reading;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a target in one of several stages.
 *
 * @param attempts of its call in that stage
 * @param reason why it was given up, or else which rule placed it
 */
@JsonNaming(SnakeCaseStrategy.class)
public record RoundOverview(
        String round,
        String status,
        int attempts,
        Optional<String> lastOutcome,
        Optional<String> reason,
        Map<String, Object> insight,
        Optional<String> insightStatus,
        List<String> insightErrors,
        Optional<String> summary,
        Optional<String> conversationId,
        Map<String, String> variables) {}
