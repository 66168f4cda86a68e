package dev.switchboard.events;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An attempt has been accepted by Telnyx.
 *
 * @param attempt the n-th attempt of its call, from 1
 * @param scheduledFor when Telnyx is to call
 * @param via {@code scheduled_event}, {@code dial} or {@code texml}
 * @param scheduledEventId Telnyx's id of the scheduled event, when placed that way
 * @param callControlId Telnyx's id of the call, when known
 * @param conversationMetadata what the conversation is marked with at Telnyx; empty from older versions
 * @param memory empty if the mission does not ask for one
 */
public record CallScheduled(
        UUID callId,
        UUID attemptId,
        int attempt,
        UUID missionId,
        UUID runId,
        String account,
        Callee target,
        String from,
        String assistantId,
        Map<String, String> variables,
        Instant scheduledFor,
        String via,
        Optional<String> scheduledEventId,
        Optional<String> callControlId,
        Optional<Map<String, String>> conversationMetadata,
        Optional<CallMemory> memory) {

    public CallScheduled {
        Required.field(callId, "call_id");
        Required.field(attemptId, "attempt_id");
        Required.field(missionId, "mission_id");
        Required.field(runId, "run_id");
        Required.field(account, "account");
        Required.field(target, "target");
        Required.field(from, "from");
        Required.field(assistantId, "assistant_id");
        variables = Required.orElse(variables, Map.of());
        Required.field(scheduledFor, "scheduled_for");
        Required.field(via, "via");
        scheduledEventId = Required.orElse(scheduledEventId, Optional.empty());
        callControlId = Required.orElse(callControlId, Optional.empty());
        conversationMetadata = Required.orElse(conversationMetadata, Optional.empty());
        memory = Required.orElse(memory, Optional.empty());
    }
}
