package dev.switchboard.notifier.domain;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of one attempt to tell people.
 *
 * @param sentTo the channel's own name of the place
 * @param reference the channel's own id of the message there
 * @param retryAfter how long the channel wants to be left alone
 * @param reason in a few words, without address or token; empty when delivered
 */
public record Delivery(Result result, String sentTo, String reference, Optional<Duration> retryAfter, String reason) {

    /** All that can come of it. */
    public enum Result {
        DELIVERED,
        /** Too many messages; wait. */
        THROTTLED,
        /** The channel is away; the message is not there. */
        UNAVAILABLE,
        /** No answer that says so: the message may be there. */
        UNCLEAR,
        /** Token, place or rights are wrong. A person can mend that, so it is worth another attempt. */
        MISCONFIGURED,
        /** The channel will never take this message. */
        REFUSED
    }

    public static Delivery delivered(String sentTo, String reference) {
        return new Delivery(Result.DELIVERED, sentTo, reference, Optional.empty(), "");
    }

    public static Delivery failed(Result result, String reason) {
        return failed(result, Optional.empty(), reason);
    }

    public static Delivery failed(Result result, Optional<Duration> retryAfter, String reason) {
        return new Delivery(result, "", "", retryAfter, reason);
    }

    /**
     * What it is worth for that message: an announcement that cannot be referred to has not served its purpose, because
     * nothing can be decided on it.
     */
    public Delivery in(Message message) {
        boolean isLost = result == Result.DELIVERED && message instanceof Message.Announcement && reference.isEmpty();
        return isLost ? failed(Result.UNCLEAR, "an answer that does not name the message") : this;
    }
}
