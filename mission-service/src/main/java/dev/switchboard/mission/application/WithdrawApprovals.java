package dev.switchboard.mission.application;

import dev.switchboard.mission.application.Approvals.AskedApproval;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** A run that ends needs no answer any more. */
@ApplicationScoped
public class WithdrawApprovals {

    private final Approvals approvals;
    private final RecordAnswer record;

    WithdrawApprovals(Approvals approvals, RecordAnswer record) {
        this.approvals = approvals;
        this.record = record;
    }

    /** Withdraws what is undecided of a locked run. */
    Uni<Void> of(Mutiny.Session session, UUID runId, String reason) {
        return approvals
                .lockPending(session, runId)
                .onItem()
                .transformToMulti(pending -> Multi.createFrom().iterable(pending))
                .onItem()
                .transformToUniAndConcatenate(asked -> withdraw(session, asked, reason))
                .collect()
                .last();
    }

    private Uni<Void> withdraw(Mutiny.Session session, AskedApproval asked, String reason) {
        return asked.approval()
                .withdraw()
                .accepted()
                .map(withdrawn -> record.closed(session, asked.with(withdrawn), "the run ended first: " + reason))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }
}
