package dev.switchboard.mission.missionfile;

import java.util.List;

/**
 * One cell of the retry table that the file overrides.
 *
 * @param max further attempts after this outcome
 * @param after waiting times, the last one repeats; empty if the file leaves them to the table
 */
public record RetryCell(int max, List<String> after) {}
