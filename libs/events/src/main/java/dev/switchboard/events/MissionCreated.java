package dev.switchboard.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A run has its plan and targets.
 *
 * @param handle the slug of the name
 * @param missionClass {@code sweep}, {@code negotiation}, …
 * @param targets how many
 */
public record MissionCreated(
        UUID missionId,
        UUID runId,
        String account,
        String name,
        String handle,
        String missionClass,
        String recipients,
        int targets,
        List<PlannedStep> steps,
        Instant createdAt) {

    /** One step of the plan. */
    public record PlannedStep(String stepId, String description, int sequence) {

        public PlannedStep {
            Required.field(stepId, "steps.step_id");
            Required.field(description, "steps.description");
        }
    }

    public MissionCreated {
        Required.field(missionId, "mission_id");
        Required.field(runId, "run_id");
        Required.field(account, "account");
        Required.field(name, "name");
        Required.field(handle, "handle");
        Required.field(missionClass, "mission_class");
        Required.field(recipients, "recipients");
        Required.field(steps, "steps");
        Required.field(createdAt, "created_at");
    }
}
