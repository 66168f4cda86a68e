package dev.switchboard.scheduler.domain;

/** How an attempt ended, or what its conversation turned out to be worth. */
public enum Outcome {
    COMPLETED,
    NO_ANSWER,
    BUSY,
    FAILED,
    /** Ended before it was answered, by the calling side. Repeated by the rule of {@link #FAILED}. */
    CANCELED,
    /** A machine answered. */
    VOICEMAIL,
    /** Answered, but without a usable insight. Never the end of an attempt, only of a conversation. */
    EMPTY_INSIGHT;

    /** The row of the retry table that speaks about this outcome. */
    public Outcome retriedAs() {
        return switch (this) {
            case CANCELED -> FAILED;
            case COMPLETED, NO_ANSWER, BUSY, FAILED, VOICEMAIL, EMPTY_INSIGHT -> this;
        };
    }

    /** In words a person reads: {@code no answer}. */
    public String words() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
