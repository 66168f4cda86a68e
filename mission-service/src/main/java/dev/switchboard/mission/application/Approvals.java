package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.approval.Approval;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What people were asked, and what they decided. */
public interface Approvals {

    /**
     * An approval with what is decided on.
     *
     * @param runId absent, like the mission, for an action that no mission asked for
     * @param resumes what its run goes back to once it is decided
     */
    record AskedApproval(
            UUID id,
            String account,
            Optional<UUID> missionId,
            Optional<UUID> runId,
            ApprovalAction action,
            String question,
            JsonNode request,
            Instant requestedAt,
            Optional<RunStatus> resumes,
            Approval approval) {

        /** The same, as it stands now. */
        public AskedApproval with(Approval changed) {
            return new AskedApproval(
                    id, account, missionId, runId, action, question, request, requestedAt, resumes, changed);
        }
    }

    /** How an approval was settled; everything but the reason is empty if nobody decided. */
    record Settlement(
            Optional<String> by,
            Optional<String> channel,
            Optional<UUID> decisionId,
            Optional<String> words,
            List<String> shortlist,
            Optional<String> reason,
            Instant at) {}

    Uni<Void> add(Mutiny.Session session, AskedApproval asked);

    /** The run of an account's approval; empty if there is no such approval. The inner one is empty without a run. */
    Uni<Optional<Optional<UUID>>> runOf(Mutiny.Session session, String account, UUID approvalId);

    /** The approval, locked until the end of the transaction. A run is locked before its approvals, never after. */
    Uni<AskedApproval> lock(Mutiny.Session session, UUID approvalId);

    /** The run's approvals that nobody has decided, locked. */
    Uni<List<AskedApproval>> lockPending(Mutiny.Session session, UUID runId);

    /** Keeps how a locked approval was settled. */
    Uni<Void> settle(Mutiny.Session session, AskedApproval settled, Settlement settlement);

    /** The newest approval of that very request that was given to the run and whose action has not been carried out. */
    Uni<Optional<UUID>> given(Mutiny.Session session, UUID runId, ApprovalAction action, String digest);

    /** Approvals that nobody decided in time. */
    Uni<List<Overdue>> overdue(Instant now);

    /** The next expiry. */
    Uni<Optional<Instant>> nextExpiry();

    /** An approval to be expired. */
    record Overdue(UUID id, String account) {}
}
