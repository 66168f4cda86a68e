package dev.switchboard.launcher.stack;

import java.util.UUID;

/** A mission that was accepted. */
public record Submission(UUID missionId, UUID runId) {}
