package dev.switchboard.scheduler.application;

import dev.switchboard.scheduler.domain.TelnyxIds;
import dev.switchboard.scheduler.domain.Verdict;
import java.time.Duration;
import java.util.Optional;

/**
 * What Telnyx said to an intent.
 *
 * @param ids with {@link Kind#ACCEPTED}
 * @param retryAfter with {@link Kind#THROTTLED}, if Telnyx advised one
 * @param reason in words, empty when accepted
 */
public record PlacingAnswer(Kind kind, TelnyxIds ids, Optional<Duration> retryAfter, String reason) {

    /** Nothing has left, and nothing will without somebody's help. */
    public static PlacingAnswer impossible(String reason) {
        return new PlacingAnswer(Kind.REFUSED, TelnyxIds.NONE, Optional.empty(), reason);
    }

    static PlacingAnswer suppressed() {
        return new PlacingAnswer(Kind.SUPPRESSED, TelnyxIds.NONE, Optional.empty(), Verdict.SUPPRESSED.reason());
    }

    /** The closed set of answers, and of what is certain after each. */
    public enum Kind {
        /** It will be called. */
        ACCEPTED,
        /** Too many: nothing was accepted, the account waits. */
        THROTTLED,
        /** No connection: nothing was accepted. */
        NOT_SENT,
        /** The key is wrong: nothing was accepted, and a person must act. */
        UNAUTHORISED,
        /** The key may not do this, or nobody may call there: nothing was accepted. */
        FORBIDDEN,
        /** The time asked for had passed: nothing was accepted, a fresh time helps. */
        TIME_PASSED,
        /** Nothing was accepted, and the same request never will be. */
        REFUSED,
        /** Not sent at all: the number had come onto the suppression list. */
        SUPPRESSED,
        /** Nobody knows. */
        UNCLEAR
    }
}
