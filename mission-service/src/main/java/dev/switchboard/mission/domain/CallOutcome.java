package dev.switchboard.mission.domain;

import java.util.Arrays;
import java.util.Optional;

/** How an attempt ended, in the words of the events and of the retry table. */
public enum CallOutcome {
    COMPLETED,
    NO_ANSWER,
    BUSY,
    FAILED,
    CANCELED,
    VOICEMAIL,
    /** A conversation without a usable insight. */
    EMPTY_INSIGHT;

    public String word() {
        return Words.of(this);
    }

    /** The outcome with that word, if there is one. */
    public static Optional<CallOutcome> of(String word) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.word().equals(word))
                .findFirst();
    }
}
