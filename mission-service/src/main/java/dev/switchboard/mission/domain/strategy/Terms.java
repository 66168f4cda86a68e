package dev.switchboard.mission.domain.strategy;

import java.util.Map;

/**
 * What of a mission file a strategy is made of.
 *
 * @param document the file without its targets, as plain values: maps, lists, text, numbers, truth values, null
 */
public record Terms(MissionClass missionClass, Map<String, Object> document) {}
