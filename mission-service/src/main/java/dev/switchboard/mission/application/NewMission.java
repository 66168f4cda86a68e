package dev.switchboard.mission.application;

import dev.switchboard.mission.missionfile.MissionFile;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A mission to be stored with its first run.
 *
 * @param file without its targets
 * @param targets how many there are
 * @param idempotencyKey whoever asks again with it gets the same mission
 * @param bodyDigest SHA-256 of what was asked for, so that the same key cannot mean two missions
 */
public record NewMission(
        UUID missionId,
        UUID runId,
        String account,
        MissionFile file,
        int targets,
        Optional<String> idempotencyKey,
        String bodyDigest,
        Instant createdAt,
        Optional<Instant> deadlineAt) {}
