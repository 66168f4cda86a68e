package dev.switchboard.mission.application;

import java.util.Optional;
import java.util.UUID;

/** What the ranking made of a target. */
public record PlacedTarget(UUID runId, int position, Optional<Integer> rank, boolean recommended, String reason) {}
