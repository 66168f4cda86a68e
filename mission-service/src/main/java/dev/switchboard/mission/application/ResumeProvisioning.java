package dev.switchboard.mission.application;

import dev.switchboard.mission.domain.RunStatus;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What follows for a run that waited before its start: once approved, provisioning goes on where it was, and finds the
 * approval for exactly the request it asked about; otherwise the run ends with the reason.
 */
public final class ResumeProvisioning implements ApprovalEffects {

    private final ApprovalAction action;
    private final RunStatus ifRejected;
    private final Runs runs;
    private final EndRun endRun;

    /** @param ifRejected how a run ends whose request a person rejects */
    public ResumeProvisioning(ApprovalAction action, RunStatus ifRejected, Runs runs, EndRun endRun) {
        this.action = action;
        this.ifRejected = ifRejected;
        this.runs = runs;
        this.endRun = endRun;
    }

    @Override
    public ApprovalAction action() {
        return action;
    }

    @Override
    public Uni<Void> decided(Mutiny.Session session, RunState run, Answer answer) {
        String reason = action.word() + " was not approved: " + answer.reason();
        return switch (answer.decision()) {
            case APPROVED, CHANGED -> runs.save(session, run.doing(Optional.of(Work.PROVISION)));
            case REJECTED -> endRun.end(session, run.id(), ifRejected, reason);
            case EXPIRED -> endRun.end(session, run.id(), RunStatus.FAILED, reason);
        };
    }
}
