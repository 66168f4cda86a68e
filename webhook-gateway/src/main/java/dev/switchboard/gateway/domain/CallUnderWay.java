package dev.switchboard.gateway.domain;

import java.util.Optional;
import java.util.UUID;

/**
 * An attempt that Telnyx has accepted and that has not ended.
 *
 * @param attempt the n-th of its call
 * @param callControlId when it was known at once, as of a dialled call
 */
public record CallUnderWay(
        UUID callId, UUID attemptId, int attempt, Line line, Optional<String> callControlId, Beginning beginning) {

    /**
     * Between whom.
     *
     * @param from our number
     * @param to the called number
     */
    public record Line(String account, String assistantId, String from, String to) {}

    /** False if it is certainly another call. */
    boolean mayBe(String askedControlId) {
        return callControlId.isEmpty() || callControlId.get().equals(askedControlId);
    }
}
