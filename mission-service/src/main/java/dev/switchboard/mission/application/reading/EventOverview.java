package dev.switchboard.mission.application.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * Something that happened in a run.
 *
 * @param seq counts from 1 without gaps
 * @param at mission time
 */
public record EventOverview(long seq, String type, Instant at, JsonNode body) {}
