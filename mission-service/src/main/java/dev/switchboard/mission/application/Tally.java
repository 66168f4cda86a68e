package dev.switchboard.mission.application;

import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.TargetStatus;

/** Counts what happens, for those who operate the service. */
public interface Tally {

    void callsRequested(int many);

    void targetSettled(TargetStatus status);

    void runEnded(RunStatus status);
}
