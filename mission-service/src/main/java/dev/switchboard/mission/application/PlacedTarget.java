package dev.switchboard.mission.application;

import java.util.Optional;
import java.util.UUID;

/** What the ranking made of a target; {@code sequence} is its place in the order of calls. */
public record PlacedTarget(UUID runId, int sequence, Optional<Integer> rank, boolean recommended, String reason) {}
