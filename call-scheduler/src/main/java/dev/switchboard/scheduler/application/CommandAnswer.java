package dev.switchboard.scheduler.application;

import java.time.Duration;
import java.util.Optional;

/**
 * What Telnyx said to a command.
 *
 * @param conversationId of the assistant that was started
 * @param reason in words, empty when done
 */
public record CommandAnswer(Kind kind, Optional<String> conversationId, Optional<Duration> retryAfter, String reason) {

    /** The closed set of answers. */
    public enum Kind {
        /** It has taken effect, or had before, or the call is over and nothing is left to do. */
        DONE,
        /** It certainly had no effect and may have one later. */
        NOT_ARRIVED,
        /** Nobody knows. */
        UNCLEAR,
        /** It never will have an effect. */
        REFUSED
    }
}
