package dev.switchboard.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of a decision, or of an approval that nobody decides any more. Said for every decision that arrives,
 * wherever it was made and whether it counts or not, and when an approval expires or is withdrawn.
 *
 * @param missionId the mission that asked; absent for an action that no mission asked for
 * @param digest of the request that is decided on
 * @param counted whether it changed where the approval stands; false for a decision that is late, second, by somebody
 *     who is not listed, for another request, or not possible
 * @param status where the approval stands after it
 * @param decision the decision this answers; absent with {@code decidedBy}, {@code channel} and {@code decisionId} if
 *     nobody decided
 * @param shortlist with {@code changed}: the numbers that advance instead
 * @param reason in words for a person: why the decision does not count, or why nobody decides any more
 */
public record ApprovalAnswered(
        UUID approvalId,
        String account,
        Optional<UUID> missionId,
        Optional<UUID> runId,
        String digest,
        boolean counted,
        Status status,
        Optional<ApprovalDecided.Decision> decision,
        Optional<String> decidedBy,
        Optional<String> channel,
        Optional<UUID> decisionId,
        Optional<String> words,
        List<String> shortlist,
        Optional<String> reason,
        Instant answeredAt) {

    /** Where an approval stands. */
    public enum Status {
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("approved")
        APPROVED,
        @JsonProperty("rejected")
        REJECTED,
        @JsonProperty("changed")
        CHANGED,
        @JsonProperty("expired")
        EXPIRED,
        /** Its run ended first. */
        @JsonProperty("withdrawn")
        WITHDRAWN
    }

    public ApprovalAnswered {
        Required.field(approvalId, "approval_id");
        Required.field(account, "account");
        missionId = Required.orElse(missionId, Optional.empty());
        runId = Required.orElse(runId, Optional.empty());
        Required.field(digest, "digest");
        Required.field(status, "status");
        decision = Required.orElse(decision, Optional.empty());
        decidedBy = Required.orElse(decidedBy, Optional.empty());
        channel = Required.orElse(channel, Optional.empty());
        decisionId = Required.orElse(decisionId, Optional.empty());
        words = Required.orElse(words, Optional.empty());
        shortlist = Required.orElse(shortlist, List.of());
        reason = Required.orElse(reason, Optional.empty());
        Required.field(answeredAt, "answered_at");
    }
}
