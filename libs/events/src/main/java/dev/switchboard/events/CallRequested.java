package dev.switchboard.events;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A target must be called.
 *
 * @param sequence the n-th call of its run, from 1, by the order in which targets are asked for
 * @param from the calling number, E.164
 * @param channel {@code phone_call} or {@code sms_chat}
 * @param variables dynamic variables of the call; strings, as Telnyx wants them
 * @param recipients {@code automated}, {@code service} or {@code professional}
 * @param retry cells of the mission file that override the table of {@code recipients}, by outcome
 * @param window empty for the window of {@code recipients}
 * @param priority higher first; 0 unless the target says otherwise
 * @param limits the mission's own caps, under the account's
 * @param voicemail empty if the mission does not say
 * @param via {@code scheduled_event}, {@code call_control} or {@code texml}; empty for the account's usual way
 * @param text the first message, variables filled in; only with {@code sms_chat}
 * @param memory empty if the mission does not ask for one
 */
public record CallRequested(
        UUID callId,
        UUID missionId,
        UUID runId,
        String account,
        String stepId,
        int sequence,
        Callee target,
        String from,
        String assistantId,
        String channel,
        Map<String, String> variables,
        Optional<InsightSource> insight,
        String recipients,
        Map<String, RetryRule> retry,
        Optional<CallingWindow> window,
        int priority,
        Optional<Instant> deadline,
        CallLimits limits,
        Instant requestedAt,
        Optional<Voicemail> voicemail,
        Optional<String> via,
        Optional<String> text,
        Optional<CallMemory> memory) {

    /** A phone call, placed the account's usual way, without a word about machines. */
    public CallRequested(
            UUID callId,
            UUID missionId,
            UUID runId,
            String account,
            String stepId,
            int sequence,
            Callee target,
            String from,
            String assistantId,
            String channel,
            Map<String, String> variables,
            Optional<InsightSource> insight,
            String recipients,
            Map<String, RetryRule> retry,
            Optional<CallingWindow> window,
            int priority,
            Optional<Instant> deadline,
            CallLimits limits,
            Instant requestedAt) {
        this(
                callId,
                missionId,
                runId,
                account,
                stepId,
                sequence,
                target,
                from,
                assistantId,
                channel,
                variables,
                insight,
                recipients,
                retry,
                window,
                priority,
                deadline,
                limits,
                requestedAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same, placed that way. */
    public CallRequested placedBy(String way) {
        return new CallRequested(
                callId,
                missionId,
                runId,
                account,
                stepId,
                sequence,
                target,
                from,
                assistantId,
                channel,
                variables,
                insight,
                recipients,
                retry,
                window,
                priority,
                deadline,
                limits,
                requestedAt,
                voicemail,
                Optional.of(way),
                text,
                memory);
    }

    /** A mission's own caps; absent means only the account's count. */
    public record CallLimits(Optional<Integer> concurrentCalls, Optional<Double> callsPerSecond) {

        public static final CallLimits NONE = new CallLimits(Optional.empty(), Optional.empty());

        public CallLimits {
            concurrentCalls = Required.orElse(concurrentCalls, Optional.empty());
            callsPerSecond = Required.orElse(callsPerSecond, Optional.empty());
        }
    }

    public CallRequested {
        Required.field(callId, "call_id");
        Required.field(missionId, "mission_id");
        Required.field(runId, "run_id");
        Required.field(account, "account");
        Required.field(stepId, "step_id");
        Required.field(target, "target");
        Required.field(from, "from");
        Required.field(assistantId, "assistant_id");
        Required.field(channel, "channel");
        variables = Required.orElse(variables, Map.of());
        insight = Required.orElse(insight, Optional.empty());
        Required.field(recipients, "recipients");
        retry = Required.orElse(retry, Map.of());
        window = Required.orElse(window, Optional.empty());
        deadline = Required.orElse(deadline, Optional.empty());
        limits = Required.orElse(limits, CallLimits.NONE);
        Required.field(requestedAt, "requested_at");
        voicemail = Required.orElse(voicemail, Optional.empty());
        via = Required.orElse(via, Optional.empty());
        text = Required.orElse(text, Optional.empty());
        memory = Required.orElse(memory, Optional.empty());
    }
}
