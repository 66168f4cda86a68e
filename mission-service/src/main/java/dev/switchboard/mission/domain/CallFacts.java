package dev.switchboard.mission.domain;

import java.util.Optional;

/**
 * The name {@code call} of expressions.
 *
 * @param outcome of the last attempt
 * @param durationSecs of the last attempt, mission seconds
 */
public record CallFacts(
        Optional<CallOutcome> outcome, int attempts, int durationSecs, Optional<String> conversationId) {}
