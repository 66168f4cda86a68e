package dev.switchboard.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an attempt ended. On the wire in lower case with underscores. */
public enum Outcome {
    /** Answered by a person or line and ended normally; its insight decides whether it was of use. */
    @JsonProperty("completed")
    COMPLETED,
    @JsonProperty("no_answer")
    NO_ANSWER,
    @JsonProperty("busy")
    BUSY,
    /** Network, rejection or time-out. */
    @JsonProperty("failed")
    FAILED,
    /** Ended before it was answered, by us. */
    @JsonProperty("canceled")
    CANCELED,
    /** A machine answered. */
    @JsonProperty("voicemail")
    VOICEMAIL,
    /** Answered, but the conversation yielded no usable insight. */
    @JsonProperty("empty_insight")
    EMPTY_INSIGHT;

    /** The word on the wire and in mission files: {@code no_answer}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The outcome with that word, if there is one. */
    public static Optional<Outcome> of(String word) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.word().equals(word))
                .findFirst();
    }
}
