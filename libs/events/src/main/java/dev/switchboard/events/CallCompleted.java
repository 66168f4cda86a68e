package dev.switchboard.events;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An attempt has ended.
 *
 * @param outcome how; never {@code empty_insight}, which only {@link InsightReady} can tell
 * @param durationSecs from answer to hangup, mission seconds; 0 if not answered
 * @param nextAttemptAt when another attempt follows because of this outcome; empty if none does, or if the insight
 *     decides
 * @param channel {@code phone_call} or {@code sms_chat}; empty means a phone call
 * @param voicemailLeft whether this attempt has left a message on a machine, or may have; empty means no
 */
public record CallCompleted(
        UUID callId,
        UUID attemptId,
        int attempt,
        UUID missionId,
        UUID runId,
        String account,
        String stepId,
        int sequence,
        Callee target,
        String assistantId,
        Outcome outcome,
        int durationSecs,
        Optional<String> conversationId,
        Optional<String> callControlId,
        Optional<String> callSessionId,
        Optional<String> scheduledEventId,
        Optional<InsightSource> insight,
        Optional<Instant> nextAttemptAt,
        Instant endedAt,
        Optional<String> channel,
        Optional<Boolean> voicemailLeft) {

    /** A phone call that left no message. */
    public CallCompleted(
            UUID callId,
            UUID attemptId,
            int attempt,
            UUID missionId,
            UUID runId,
            String account,
            String stepId,
            int sequence,
            Callee target,
            String assistantId,
            Outcome outcome,
            int durationSecs,
            Optional<String> conversationId,
            Optional<String> callControlId,
            Optional<String> callSessionId,
            Optional<String> scheduledEventId,
            Optional<InsightSource> insight,
            Optional<Instant> nextAttemptAt,
            Instant endedAt) {
        this(
                callId,
                attemptId,
                attempt,
                missionId,
                runId,
                account,
                stepId,
                sequence,
                target,
                assistantId,
                outcome,
                durationSecs,
                conversationId,
                callControlId,
                callSessionId,
                scheduledEventId,
                insight,
                nextAttemptAt,
                endedAt,
                Optional.empty(),
                Optional.empty());
    }

    public CallCompleted {
        Required.field(callId, "call_id");
        Required.field(attemptId, "attempt_id");
        Required.field(missionId, "mission_id");
        Required.field(runId, "run_id");
        Required.field(account, "account");
        Required.field(stepId, "step_id");
        Required.field(target, "target");
        Required.field(assistantId, "assistant_id");
        Required.field(outcome, "outcome");
        conversationId = Required.orElse(conversationId, Optional.empty());
        callControlId = Required.orElse(callControlId, Optional.empty());
        callSessionId = Required.orElse(callSessionId, Optional.empty());
        scheduledEventId = Required.orElse(scheduledEventId, Optional.empty());
        insight = Required.orElse(insight, Optional.empty());
        nextAttemptAt = Required.orElse(nextAttemptAt, Optional.empty());
        Required.field(endedAt, "ended_at");
        channel = Required.orElse(channel, Optional.empty());
        voicemailLeft = Required.orElse(voicemailLeft, Optional.empty());
    }
}
