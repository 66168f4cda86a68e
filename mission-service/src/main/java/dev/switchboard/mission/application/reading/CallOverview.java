package dev.switchboard.mission.application.reading;

import java.util.UUID;

/**
 * One call as it is shown, of a mission or without one.
 *
 * @param runStatus of the run that it belongs to
 */
public record CallOverview(UUID missionId, UUID runId, String runStatus, TargetOverview target) {}
