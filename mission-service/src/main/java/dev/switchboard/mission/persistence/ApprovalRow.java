package dev.switchboard.mission.persistence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.mission.application.ApprovalAction;
import dev.switchboard.mission.application.Approvals.AskedApproval;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.approval.Approval;
import dev.switchboard.mission.domain.approval.ApprovalStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code approval}, as far as decisions need it. */
record ApprovalRow(
        UUID id,
        String account,
        Optional<UUID> missionId,
        Optional<UUID> runId,
        String action,
        String question,
        JsonNode request,
        String digest,
        List<String> approvers,
        List<String> candidates,
        Instant requestedAt,
        Instant expiresAt,
        Optional<String> resumes,
        String status,
        Optional<String> decidedBy) {

    static final String COLUMNS = """
            id, account, mission_id, run_id, action, question, request, digest, approvers, candidates, requested_at,
            expires_at, resumes, status, decided_by
            """;

    AskedApproval asked() {
        return new AskedApproval(
                id,
                account,
                missionId,
                runId,
                ApprovalAction.of(action).orElseThrow(() -> new IllegalStateException("action '" + action + "'")),
                question,
                request,
                requestedAt,
                resumes.flatMap(RunStatus::of),
                new Approval(
                        digest,
                        approvers,
                        candidates,
                        expiresAt,
                        ApprovalStatus.of(status)
                                .orElseThrow(() -> new IllegalStateException("approval status '" + status + "'")),
                        decidedBy));
    }
}
