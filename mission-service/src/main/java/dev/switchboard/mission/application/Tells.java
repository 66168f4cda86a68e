package dev.switchboard.mission.application;

import dev.switchboard.mission.application.MirrorQueue.Kind;
import dev.switchboard.mission.application.MirrorQueue.Tell;

/** Requests to the Telnyx Missions API (contract, section 1). */
final class Tells {

    private Tells() {}

    static Tell step(Steps.ChangedStep step) {
        return new Tell(
                Kind.STEP,
                RunEvent.details()
                        .put("step_id", step.stepId())
                        .put("status", step.status().word()));
    }
}
