package dev.switchboard.mission.application.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened in a run.
 *
 * @param seq counts from 1 without gaps
 * @param at mission time
 * @param actor who did it
 */
public record EventOverview(long seq, String type, Instant at, String actor, Optional<String> why, JsonNode body) {}
