package dev.switchboard.mission.application;

import java.util.Map;
import java.util.UUID;

/**
 * A target a call is requested for.
 *
 * @param variables of that call: the file's, the target's own, what the results so far add
 */
public record AskedTarget(TargetState target, UUID callId, Map<String, String> variables) {}
