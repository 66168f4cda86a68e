package dev.switchboard.mission.application;

import java.time.Duration;

/**
 * What a preview assumes about calls.
 *
 * @param concurrentCalls of the account
 * @param dialsPerSecond of the account
 * @param lead from request to call
 * @param call how long one takes
 */
public record CallPace(int concurrentCalls, double dialsPerSecond, Duration lead, Duration call) {}
