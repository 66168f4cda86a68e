package dev.switchboard.mission.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the other services tell about the call of one target. Attempts count from 1. */
public sealed interface TargetFact {

    /** Telnyx has accepted the attempt. */
    record Scheduled(int attempt) implements TargetFact {}

    /**
     * The attempt is over.
     *
     * @param awaitsInsight whether an insight is extracted from its conversation
     */
    record Ended(
            int attempt, CallOutcome outcome, int durationSecs, Optional<String> conversationId, boolean awaitsInsight)
            implements TargetFact {}

    /**
     * What the attempt's conversation yielded.
     *
     * @param insight kept even when invalid
     * @param errors why it is invalid
     */
    record InsightCame(
            int attempt,
            InsightStatus status,
            Map<String, Object> insight,
            Optional<String> summary,
            List<String> errors,
            Optional<String> conversationId)
            implements TargetFact {}

    /**
     * No (further) attempt follows.
     *
     * @param detail the reason in words a person can read
     * @param attempts how many there were
     */
    record GivenUp(AbandonReason reason, String detail, Optional<CallOutcome> lastOutcome, int attempts)
            implements TargetFact {}
}
