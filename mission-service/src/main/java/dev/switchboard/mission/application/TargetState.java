package dev.switchboard.mission.application;

import dev.switchboard.mission.domain.Settled;
import dev.switchboard.mission.domain.Target;
import dev.switchboard.mission.domain.TargetProgress;
import java.util.Optional;
import java.util.UUID;

/**
 * A target of a run and what is known about it.
 *
 * @param position its place in the mission file, from 1
 * @param sequence its place in the order of calls, from 1
 * @param stage it is called in, from 1
 * @param callId the call that was requested for it, if one was
 */
public record TargetState(
        UUID id,
        UUID runId,
        UUID missionId,
        int position,
        int sequence,
        int stage,
        Target target,
        Optional<UUID> callId,
        TargetProgress progress) {

    public TargetState with(TargetProgress newProgress) {
        return new TargetState(id, runId, missionId, position, sequence, stage, target, callId, newProgress);
    }

    /** As strategies and rankings see it. */
    public Settled settled() {
        return progress.settledAs(position, sequence, stage, target);
    }
}
