package dev.switchboard.mission.application;

import dev.switchboard.mission.domain.Target;
import java.util.UUID;

/** A target to be stored, in the first stage; position and sequence count from 1. */
public record NewTarget(UUID id, int position, int sequence, Target target) {}
