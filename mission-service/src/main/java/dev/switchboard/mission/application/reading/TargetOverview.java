package dev.switchboard.mission.application.reading;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A target as it is shown.
 *
 * @param position its place in the mission file, from 1
 * @param attempts over all its stages
 * @param variables of its call
 * @param costUsd over all its attempts, by estimate
 * @param insightErrors why the insight breaks its schema
 * @param round the stage it was called in last; empty in a class of one stage
 * @param rounds every stage it was called in, the first first; empty in a class of one stage
 */
@JsonNaming(SnakeCaseStrategy.class)
public record TargetOverview(
        UUID targetId,
        int position,
        String name,
        String phone,
        Optional<String> timezone,
        String status,
        int attempts,
        Optional<String> lastOutcome,
        Optional<String> reason,
        Map<String, Object> insight,
        Optional<String> insightStatus,
        List<String> insightErrors,
        Optional<String> summary,
        Optional<String> conversationId,
        int durationSecs,
        BigDecimal costUsd,
        Map<String, String> variables,
        Optional<String> round,
        Optional<UUID> callId,
        Optional<Integer> rank,
        boolean recommended,
        Optional<String> rankReason,
        List<RoundOverview> rounds) {}
