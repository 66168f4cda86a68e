package dev.switchboard.mission.application;

import java.util.UUID;

/**
 * A mission that is stored.
 *
 * @param bodyDigest of the request that stored it
 */
public record Launched(UUID missionId, UUID runId, String handle, String status, String bodyDigest) {}
