package dev.switchboard.mission.application;

import dev.switchboard.mission.domain.approval.Choice;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A decision as it arrives, whether by key or from a chat channel.
 *
 * @param digest of the request as they were shown it; empty if they looked at the approval itself
 * @param by the name that it is judged by
 * @param channel {@code api}, {@code slack} or {@code telegram}
 * @param cause the event that brought it
 */
public record HeardDecision(
        UUID approvalId,
        String account,
        Choice.Kind kind,
        Optional<String> digest,
        String by,
        String channel,
        Optional<String> words,
        List<String> shortlist,
        UUID decisionId,
        Optional<UUID> cause) {

    public HeardDecision {
        shortlist = List.copyOf(shortlist);
    }
}
