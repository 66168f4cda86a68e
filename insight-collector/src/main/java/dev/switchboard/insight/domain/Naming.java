package dev.switchboard.insight.domain;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of giving the conversation its name.
 *
 * @param conversationId learned on the way
 * @param notBefore Telnyx wants no request sooner
 */
public record Naming(Optional<String> conversationId, Result result, Optional<Duration> notBefore, String reason) {

    /** What to do next. */
    public enum Result {
        NAMED,
        AGAIN,
        /** Repeating it will not help. */
        NEVER
    }
}
