package dev.switchboard.mission.application;

import dev.switchboard.mission.domain.PlannedStep;
import dev.switchboard.mission.domain.StepStatus;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The steps of runs. */
public interface Steps {

    /** A step that has changed. */
    record ChangedStep(String stepId, StepStatus status) {}

    Uni<Void> add(Mutiny.Session session, UUID runId, List<PlannedStep> steps);

    /** Begins the step with that place in the plan. */
    Uni<List<ChangedStep>> begin(Mutiny.Session session, UUID runId, int sequence, Instant at);

    /** Completes the step with that place in the plan, if it is under way. */
    Uni<List<ChangedStep>> complete(Mutiny.Session session, UUID runId, int sequence, Instant at);

    /** Closes every open step: those under way and those not begun each with their status. Tells which changed. */
    Uni<List<ChangedStep>> close(
            Mutiny.Session session, UUID runId, StepStatus underWay, StepStatus notBegun, Instant at);
}
