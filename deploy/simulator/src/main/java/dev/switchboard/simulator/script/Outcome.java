package dev.switchboard.simulator.script;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a call ends, in the script's words. */
public enum Outcome {
    COMPLETED("completed"),
    NO_ANSWER("no-answer"),
    BUSY("busy"),
    FAILED("failed"),
    CANCELED("canceled"),
    VOICEMAIL("voicemail");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** Somebody, or a machine, picked up. */
    public boolean answered() {
        return this == COMPLETED || this == VOICEMAIL;
    }

    /** Telnyx's word for it: a call that a machine answered is a completed call. */
    public String callStatus() {
        return this == VOICEMAIL ? COMPLETED.word : word;
    }

    public static Optional<Outcome> of(String word) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.word.equals(word))
                .findFirst();
    }

    public static String words() {
        return Arrays.stream(values()).map(Outcome::word).collect(Collectors.joining(", "));
    }
}
