package dev.switchboard.scheduler.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How an attempt reaches its target. */
public enum Via {
    /** Telnyx calls by itself at a time (contract, section 2.1). */
    SCHEDULED_EVENT("scheduled_event", true),
    /** We dial, and put the assistant on the answered call (sections 4.1 and 4.2). */
    CALL_CONTROL("dial", false),
    /** An AI call of a TeXML application (section 4.3). */
    TEXML("texml", false),
    /** A text that is sent at a time; the conversation follows from its answer. */
    TEXT("scheduled_event", true);

    private final String placedBy;
    private final boolean recorded;

    Via(String placedBy, boolean recorded) {
        this.placedBy = placedBy;
        this.recorded = recorded;
    }

    /** The way with that word of a mission file or of an account's configuration. Texts are no such way. */
    public static Optional<Via> of(String word) {
        return calls().filter(via -> via.word().equals(word)).findFirst();
    }

    /** The words there are, for an error. */
    public static String words() {
        return calls().map(Via::word).collect(Collectors.joining(", "));
    }

    private static Stream<Via> calls() {
        return Arrays.stream(values()).filter(via -> via != TEXT);
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The word of {@code call.scheduled}. */
    public String placedBy() {
        return placedBy;
    }

    /** Whether Telnyx keeps a record of what it accepted, in which our id stands and which outlasts the call. */
    public boolean isRecorded() {
        return recorded;
    }

    /** Whether the phone rings as soon as the request is accepted. */
    public boolean isAtOnce() {
        return !recorded;
    }
}
