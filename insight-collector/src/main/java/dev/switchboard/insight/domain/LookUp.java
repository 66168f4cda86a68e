package dev.switchboard.insight.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a look-up at Telnyx brought.
 *
 * @param conversationId learned on the way
 * @param results if {@link Progress#COMPLETED}
 * @param notBefore Telnyx wants no request sooner
 */
public record LookUp(
        Optional<String> conversationId,
        Progress progress,
        List<InsightResult> results,
        Optional<Duration> notBefore,
        String reason) {

    /** How far Telnyx is with the insights. */
    public enum Progress {
        COMPLETED,
        /** Telnyx tried and failed; there will be none. */
        FAILED,
        /** Not begun, under way, or the conversation is not known yet. */
        PENDING,
        /** No usable answer. */
        UNKNOWN
    }

    public static LookUp completed(Optional<String> conversationId, List<InsightResult> results) {
        return new LookUp(conversationId, Progress.COMPLETED, results, Optional.empty(), "");
    }

    public static LookUp failed(Optional<String> conversationId) {
        return new LookUp(conversationId, Progress.FAILED, List.of(), Optional.empty(), "");
    }

    public static LookUp pending(Optional<String> conversationId) {
        return new LookUp(conversationId, Progress.PENDING, List.of(), Optional.empty(), "");
    }

    public static LookUp unknown(Optional<String> conversationId, Optional<Duration> notBefore, String reason) {
        return new LookUp(conversationId, Progress.UNKNOWN, List.of(), notBefore, reason);
    }
}
