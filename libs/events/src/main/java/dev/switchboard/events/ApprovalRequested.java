package dev.switchboard.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A person must decide.
 *
 * @param action what is asked for, such as {@code assistant.create}
 * @param digest SHA-256 of the exact request, hexadecimal; a decision is for this digest only
 * @param request what would be done, as shown
 * @param approvers who may decide
 */
public record ApprovalRequested(
        UUID approvalId,
        UUID missionId,
        UUID runId,
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
        Required.field(missionId, "mission_id");
        Required.field(runId, "run_id");
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
