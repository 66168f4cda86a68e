package dev.switchboard.mission.application.reading;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An approval as it is shown.
 *
 * @param missionId absent, like the run, for an action that no mission asked for
 * @param request exactly what is decided on
 * @param digest SHA-256 of the request's canonical form, hexadecimal
 * @param settledAt when it was decided, expired or was withdrawn
 * @param reason why nobody decides it any more
 * @param execution what became of a guarded request, once it may be made
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ApprovalOverview(
        UUID approvalId,
        String account,
        Optional<UUID> missionId,
        Optional<UUID> runId,
        String action,
        String question,
        Map<String, Object> request,
        String digest,
        List<String> approvers,
        String status,
        Instant requestedAt,
        Instant expiresAt,
        Optional<String> decidedBy,
        Optional<String> channel,
        Optional<UUID> decisionId,
        Optional<String> words,
        Optional<List<String>> shortlist,
        Optional<String> reason,
        Optional<Instant> settledAt,
        Optional<ActionOverview> execution) {}
