package dev.switchboard.notifier.persistence;

import dev.switchboard.events.ApprovalAnswered;
import dev.switchboard.events.ApprovalRequested;
import dev.switchboard.events.EventJson;
import dev.switchboard.notifier.domain.Approval;
import dev.switchboard.notifier.domain.Verdict;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** The columns that are read back; everything is written by statements. */
@Entity
@Table(name = "approval")
class ApprovalRow {

    @Id
    UUID id;

    String requested;

    String answered;

    /** Empty while only the answer has arrived. */
    Optional<Approval> approval() {
        return Optional.ofNullable(requested).map(this::approval);
    }

    private Approval approval(String json) {
        ApprovalRequested event = EventJson.read(json.getBytes(StandardCharsets.UTF_8), ApprovalRequested.class);
        return new Approval(
                event.approvalId(),
                event.missionId(),
                event.runId(),
                event.account(),
                event.action(),
                event.question(),
                event.digest(),
                event.request(),
                event.approvers(),
                event.expiresAt(),
                Optional.ofNullable(answered).map(ApprovalRow::verdict));
    }

    private static Verdict verdict(String json) {
        ApprovalAnswered event = EventJson.read(json.getBytes(StandardCharsets.UTF_8), ApprovalAnswered.class);
        return new Verdict(
                outcome(event.status()),
                event.decidedBy(),
                event.channel(),
                event.words(),
                event.shortlist(),
                event.reason(),
                event.answeredAt());
    }

    private static Verdict.Outcome outcome(ApprovalAnswered.Status status) {
        return switch (status) {
            case APPROVED -> Verdict.Outcome.APPROVED;
            case REJECTED -> Verdict.Outcome.REJECTED;
            case CHANGED -> Verdict.Outcome.CHANGED;
            case EXPIRED -> Verdict.Outcome.EXPIRED;
            case WITHDRAWN -> Verdict.Outcome.WITHDRAWN;
            case PENDING -> throw new IllegalStateException("an approval that is pending has no verdict");
        };
    }
}
