package dev.switchboard.mission.missionfile;

import java.util.List;
import java.util.Optional;

/**
 * What the assistant is to be told of earlier conversations with the same number.
 *
 * @param conversations how many of the latest; empty for none
 * @param ownInsights whether the mission's own insights of them are told
 * @param insights ids of other insights that are told
 */
public record MemoryWish(Optional<Integer> conversations, boolean ownInsights, List<String> insights) {}
