package dev.switchboard.calling;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** The row of the retry table with that word of the mission file, if there is one. */
    public static Optional<Outcome> ofRow(String word) {
        return Stream.of(NO_ANSWER, BUSY, FAILED, VOICEMAIL, EMPTY_INSIGHT)
                .filter(row -> row.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    /** In words a person reads: {@code no answer}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
