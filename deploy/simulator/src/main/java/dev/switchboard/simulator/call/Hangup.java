package dev.switchboard.simulator.call;

import dev.switchboard.simulator.script.Outcome;

/**
 * Why a call ended, in the words of the hangup webhook. The mapping from outcomes is documented nowhere; it is the one
 * the contract calls reasonable (section 5).
 */
public record Hangup(String cause, String source, String sipCause, String callStatus) {

    /** The account's channels were all taken. */
    public static final Hangup CHANNEL_LIMIT = new Hangup("call_rejected", "unknown", "403", "failed");

    /** The dialling side hung up after the answer. */
    public static final Hangup BY_CALLER = new Hangup("normal_clearing", "caller", "200", "completed");

    /** The dialling side hung up while it rang. */
    public static final Hangup CANCELED = new Hangup("originator_cancel", "caller", "487", "canceled");

    /** Nobody answered within the dial's own limit. */
    public static final Hangup TIMEOUT = new Hangup("timeout", "caller", "487", "no-answer");

    /** The longest allowed duration was reached. */
    public static final Hangup TIME_LIMIT = new Hangup("time_limit", "caller", "200", "completed");

    static Hangup of(Outcome outcome) {
        return switch (outcome) {
            case COMPLETED, VOICEMAIL -> new Hangup("normal_clearing", "callee", "200", "completed");
            case NO_ANSWER -> TIMEOUT;
            case BUSY -> new Hangup("user_busy", "callee", "486", "busy");
            case FAILED -> new Hangup("unspecified", "unknown", "503", "failed");
            case CANCELED -> CANCELED;
        };
    }
}
