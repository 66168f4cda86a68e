package dev.switchboard.mission.application.reading;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Approvals and guarded requests as they can be read. What belongs to another account is not there. */
public interface ApprovalOverviews {

    /** Newest first, from the one after {@code after} on. */
    Uni<List<ApprovalOverview>> approvals(
            String account, Optional<UUID> runId, Optional<String> status, Optional<UUID> after, int limit);

    Uni<Optional<ApprovalOverview>> approval(String account, UUID approvalId);

    Uni<Optional<ActionOverview>> action(String account, UUID actionId);
}
