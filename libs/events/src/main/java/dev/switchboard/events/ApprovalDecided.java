package dev.switchboard.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A person has decided.
 *
 * @param decidedBy the configured approver's name where it is known, else who it was as the channel knows them
 * @param channel where: {@code slack}, {@code telegram} or {@code api}
 * @param words what they said with it
 * @param shortlist with {@code changed}: the numbers that advance instead
 * @param decisionId of this press or reply, so that its answer finds back to it
 */
public record ApprovalDecided(
        UUID approvalId,
        String account,
        String digest,
        Decision decision,
        String decidedBy,
        String channel,
        Optional<String> words,
        List<String> shortlist,
        Instant decidedAt,
        Optional<UUID> decisionId) {

    /** The decision. */
    public enum Decision {
        @JsonProperty("approved")
        APPROVED,
        @JsonProperty("rejected")
        REJECTED,
        @JsonProperty("changed")
        CHANGED
    }

    public ApprovalDecided {
        Required.field(approvalId, "approval_id");
        Required.field(account, "account");
        Required.field(digest, "digest");
        Required.field(decision, "decision");
        Required.field(decidedBy, "decided_by");
        Required.field(channel, "channel");
        words = Required.orElse(words, Optional.empty());
        shortlist = Required.orElse(shortlist, List.of());
        Required.field(decidedAt, "decided_at");
        decisionId = Required.orElse(decisionId, Optional.empty());
    }
}
