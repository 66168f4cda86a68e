package dev.switchboard.scheduler.application;

import dev.switchboard.calling.Outcome;
import dev.switchboard.events.CallAbandoned;
import dev.switchboard.events.CallCompleted;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.CallScheduled;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.OutgoingEvent;
import dev.switchboard.scheduler.domain.Attempt;
import dev.switchboard.scheduler.domain.Call;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What this service says, in the words of the public contract. All of it is keyed by the run. */
public final class CallEvents {

    private CallEvents() {}

    static OutgoingEvent scheduled(CallRequested request, Attempt attempt) {
        return about(Topic.CALL_SCHEDULED, request, callScheduled(request, attempt));
    }

    static OutgoingEvent completed(CallRequested request, Attempt attempt, Optional<Instant> nextAttemptAt) {
        return about(Topic.CALL_COMPLETED, request, callCompleted(request, attempt, nextAttemptAt));
    }

    static OutgoingEvent abandoned(CallRequested request, Call.Next next, Instant at) {
        return about(Topic.CALL_ABANDONED, request, callAbandoned(request, next, at));
    }

    /** The body of {@code call.scheduled}. */
    public static CallScheduled callScheduled(CallRequested request, Attempt attempt) {
        return new CallScheduled(
                request.callId(),
                attempt.id(),
                attempt.number(),
                request.missionId(),
                request.runId(),
                request.account(),
                request.target(),
                request.from(),
                request.assistantId(),
                request.variables(),
                attempt.scheduledFor(),
                attempt.via().placedBy(),
                attempt.telnyx().scheduledEventId(),
                attempt.telnyx().callControlId(),
                Optional.of(conversationMetadata(request, attempt.id())),
                request.memory());
    }

    /** What an attempt's conversation is marked with at Telnyx. */
    public static Map<String, String> conversationMetadata(CallRequested request, UUID attemptId) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("mission_id", request.missionId().toString());
        metadata.put("mission_run_id", request.runId().toString());
        metadata.put("mission_step_id", request.stepId());
        metadata.put("call_id", request.callId().toString());
        metadata.put("attempt_id", attemptId.toString());
        return metadata;
    }

    /** The body of {@code call.completed}. */
    public static CallCompleted callCompleted(CallRequested request, Attempt attempt, Optional<Instant> nextAttemptAt) {
        return new CallCompleted(
                request.callId(),
                attempt.id(),
                attempt.number(),
                request.missionId(),
                request.runId(),
                request.account(),
                request.stepId(),
                request.sequence(),
                request.target(),
                request.assistantId(),
                attempt.progress().outcome().map(CallEvents::outcome).orElseThrow(),
                attempt.durationSecs(),
                attempt.telnyx().conversationId(),
                attempt.telnyx().callControlId(),
                attempt.telnyx().callSessionId(),
                attempt.telnyx().scheduledEventId(),
                request.insight(),
                nextAttemptAt,
                attempt.progress().endedAt().orElseThrow(),
                Optional.of(request.channel()),
                attempt.progress().voicemailLeft() ? Optional.of(true) : Optional.empty());
    }

    /** The body of {@code call.abandoned}. */
    public static CallAbandoned callAbandoned(CallRequested request, Call.Next next, Instant at) {
        return new CallAbandoned(
                request.callId(),
                request.missionId(),
                request.runId(),
                request.account(),
                request.target(),
                next.giveup().map(CallEvents::reason).orElseThrow(),
                next.detail(),
                next.call().lastOutcome().map(CallEvents::outcome),
                next.call().attempts(),
                at);
    }

    private static OutgoingEvent about(Topic topic, CallRequested request, Object body) {
        return OutgoingEvent.aboutRun(topic, request.runId(), request.callId(), body);
    }

    private static dev.switchboard.events.Outcome outcome(Outcome outcome) {
        return switch (outcome) {
            case COMPLETED -> dev.switchboard.events.Outcome.COMPLETED;
            case NO_ANSWER -> dev.switchboard.events.Outcome.NO_ANSWER;
            case BUSY -> dev.switchboard.events.Outcome.BUSY;
            case FAILED -> dev.switchboard.events.Outcome.FAILED;
            case CANCELED -> dev.switchboard.events.Outcome.CANCELED;
            case VOICEMAIL -> dev.switchboard.events.Outcome.VOICEMAIL;
            case EMPTY_INSIGHT -> dev.switchboard.events.Outcome.EMPTY_INSIGHT;
        };
    }

    private static CallAbandoned.Reason reason(Call.Giveup giveup) {
        return switch (giveup) {
            case RETRIES_USED_UP -> CallAbandoned.Reason.RETRIES_USED_UP;
            case CANCELLED -> CallAbandoned.Reason.CANCELLED;
            case NO_WINDOW -> CallAbandoned.Reason.NO_WINDOW;
            case REFUSED -> CallAbandoned.Reason.REFUSED;
            case SUPPRESSED -> CallAbandoned.Reason.SUPPRESSED;
        };
    }
}
