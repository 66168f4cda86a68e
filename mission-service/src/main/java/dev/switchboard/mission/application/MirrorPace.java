package dev.switchboard.mission.application;

import java.time.Duration;

/**
 * How often call results are told.
 *
 * @param enabled whether runs are mirrored at all
 * @param flush mission time between two looks
 */
public record MirrorPace(boolean enabled, Duration flush) {}
