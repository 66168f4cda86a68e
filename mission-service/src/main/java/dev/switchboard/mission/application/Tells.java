package dev.switchboard.mission.application;

import dev.switchboard.mission.application.MirrorQueue.Kind;
import dev.switchboard.mission.application.MirrorQueue.Tell;
import dev.switchboard.mission.domain.RunStatus;

/** Requests to the Telnyx Missions API (contract, section 1). */
final class Tells {

    private Tells() {}

    /**
     * A person's move.
     *
     * @param move the path's last part: {@code pause}, {@code resume} or {@code cancel}
     * @param leadsTo the status that the run then has
     */
    static Tell move(String move, RunStatus leadsTo) {
        return new Tell(Kind.MOVE, RunEvent.details().put("move", move).put("status", leadsTo.word()));
    }

    static Tell step(Steps.ChangedStep step) {
        return new Tell(
                Kind.STEP,
                RunEvent.details()
                        .put("step_id", step.stepId())
                        .put("status", step.status().word()));
    }
}
