package dev.switchboard.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A person must decide.
 *
 * @param missionId the mission that needs it; absent for an action that no mission asked for
 * @param runId its run; absent with the mission
 * @param action what is asked for, such as {@code assistant.create}
 * @param digest SHA-256 of the exact request, hexadecimal; a decision is for this digest only
 * @param request what would be done, as shown
 * @param approvers who may decide
 */
public record ApprovalRequested(
        UUID approvalId,
        Optional<UUID> missionId,
        Optional<UUID> runId,
        String account,
        String action,
        String question,
        String digest,
        Map<String, Object> request,
        List<String> approvers,
        Instant requestedAt,
        Instant expiresAt) {

    public ApprovalRequested {
        Required.field(approvalId, "approval_id");
        missionId = Required.orElse(missionId, Optional.empty());
        runId = Required.orElse(runId, Optional.empty());
        Required.field(account, "account");
        Required.field(action, "action");
        Required.field(question, "question");
        Required.field(digest, "digest");
        request = Required.orElse(request, Map.of());
        approvers = Required.orElse(approvers, List.of());
        Required.field(requestedAt, "requested_at");
        Required.field(expiresAt, "expires_at");
    }
}
