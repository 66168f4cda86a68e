package dev.switchboard.insight.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a conversation yielded, once and for all.
 *
 * @param insight kept even when invalid; empty when there is none
 * @param errors why it is not valid, one line each
 */
public record Verdict(Status status, Map<String, Object> insight, Optional<String> summary, List<String> errors) {

    /** Whether the structured insight can be used. */
    public enum Status {
        VALID,
        /** There is one, but it breaks its schema, or its template cannot be used. */
        INVALID,
        /** The conversation yielded none. */
        EMPTY,
        /** None came, or none could be checked, in time. */
        TIMED_OUT
    }
}
