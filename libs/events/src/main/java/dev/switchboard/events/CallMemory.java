package dev.switchboard.events;

import java.util.List;
import java.util.Optional;

/**
 * What the assistant is told of earlier conversations with the same number.
 *
 * @param conversations how many of the latest; empty for none
 * @param insights ids of the insights that are told; empty for none
 */
public record CallMemory(Optional<Integer> conversations, List<String> insights) {

    public CallMemory {
        conversations = Required.orElse(conversations, Optional.empty());
        insights = Required.orElse(insights, List.of());
    }
}
