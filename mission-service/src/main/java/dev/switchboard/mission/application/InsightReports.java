package dev.switchboard.mission.application;

import java.util.Optional;

/**
 * Where insight groups made here report to.
 *
 * @param webhook empty: where the assistant's application reports
 */
public record InsightReports(Optional<String> webhook) {}
