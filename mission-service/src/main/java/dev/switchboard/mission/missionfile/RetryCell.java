package dev.switchboard.mission.missionfile;

import java.util.List;
import java.util.Optional;

/**
 * One cell of the retry table that the file overrides.
 *
 * @param max further attempts after this outcome; empty if the file leaves that to the table
 * @param after waiting times, the last one repeats; empty if the file leaves them to the table
 */
public record RetryCell(Optional<Integer> max, List<String> after) {}
