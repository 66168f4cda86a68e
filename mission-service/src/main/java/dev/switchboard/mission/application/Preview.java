package dev.switchboard.mission.application;

import dev.switchboard.mission.domain.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a mission would do if it was launched now.
 *
 * @param calls who would be called when first, soonest first
 * @param skipped who would not, and why
 * @param needed guarded actions that it would take
 * @param expected what the first calls would cost, by estimate
 * @param reserved what a budget would keep back for each call under way
 * @param notes what the preview cannot tell
 */
public record Preview(
        Definition definition,
        int targets,
        List<FirstCall> calls,
        List<Skipped> skipped,
        List<Needed> needed,
        Instant begin,
        Duration duration,
        BigDecimal expected,
        BigDecimal reserved,
        List<String> notes) {

    /** One that would be made. */
    public record FirstCall(int position, Target target, List<String> zones, Instant at) {}

    /** Somebody who would not be called. */
    public record Skipped(int position, Target target, String reason) {}

    /**
     * A guarded action.
     *
     * @param guardrail {@code allow}, {@code ask} or {@code deny}; empty if it is not known whether the action is needed
     */
    public record Needed(String action, Optional<String> guardrail, String why) {}
}
