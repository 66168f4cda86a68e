package dev.switchboard.mission.support;

import dev.switchboard.events.CallAbandoned;
import dev.switchboard.events.CallCompleted;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.CallScheduled;
import dev.switchboard.events.InsightReady;
import dev.switchboard.events.Outcome;
import dev.switchboard.events.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Plays call-scheduler and insight-collector: tells what became of requested calls. */
public final class Caller {

    private static final Instant NOW = Instant.parse("2026-03-02T16:00:00Z");

    private final Bus bus;

    public Caller(Bus bus) {
        this.bus = bus;
    }

    /** A call that is answered and yields an insight, told in the usual order. */
    public void answers(CallRequested call, int attempt, Map<String, Object> insight) {
        say(Topic.CALL_SCHEDULED, call, scheduled(call, attempt));
        say(Topic.CALL_COMPLETED, call, ended(call, attempt, Outcome.COMPLETED, 95, false));
        say(Topic.INSIGHT_READY, call, insight(call, attempt, InsightReady.Status.VALID, insight));
    }

    /** An attempt that fails, with another to follow. */
    public void fails(CallRequested call, int attempt, Outcome outcome) {
        say(Topic.CALL_SCHEDULED, call, scheduled(call, attempt));
        say(Topic.CALL_COMPLETED, call, ended(call, attempt, outcome, 0, true));
    }

    public void say(Topic topic, CallRequested call, Object body) {
        bus.say(topic, call.runId().toString(), body);
    }

    public CallScheduled scheduled(CallRequested call, int attempt) {
        return new CallScheduled(
                call.callId(),
                attemptId(call, attempt),
                attempt,
                call.missionId(),
                call.runId(),
                call.account(),
                call.target(),
                call.from(),
                call.assistantId(),
                call.variables(),
                NOW,
                "scheduled_event",
                Optional.of("event-" + call.callId() + "-" + attempt),
                Optional.empty(),
                Optional.empty(),
                call.memory());
    }

    public CallCompleted ended(CallRequested call, int attempt, Outcome outcome, int durationSecs, boolean another) {
        return new CallCompleted(
                call.callId(),
                attemptId(call, attempt),
                attempt,
                call.missionId(),
                call.runId(),
                call.account(),
                call.stepId(),
                call.sequence(),
                call.target(),
                call.assistantId(),
                outcome,
                durationSecs,
                outcome == Outcome.COMPLETED ? Optional.of("conversation-of-" + call.callId()) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                call.insight(),
                another ? Optional.of(NOW.plusSeconds(900)) : Optional.empty(),
                NOW);
    }

    public InsightReady insight(
            CallRequested call, int attempt, InsightReady.Status status, Map<String, Object> insight) {
        return new InsightReady(
                call.callId(),
                attemptId(call, attempt),
                attempt,
                call.missionId(),
                call.runId(),
                call.account(),
                Optional.of("conversation-of-" + call.callId()),
                status,
                insight,
                Optional.of("summary of " + call.target().name()),
                status == InsightReady.Status.INVALID ? List.of("$.x: is wrong") : List.of(),
                NOW);
    }

    public CallAbandoned abandoned(CallRequested call, Outcome last, int attempts) {
        return new CallAbandoned(
                call.callId(),
                call.missionId(),
                call.runId(),
                call.account(),
                call.target(),
                CallAbandoned.Reason.RETRIES_USED_UP,
                "no attempt is left after " + last.word(),
                Optional.of(last),
                attempts,
                NOW);
    }

    private static UUID attemptId(CallRequested call, int attempt) {
        return UUID.nameUUIDFromBytes((call.callId() + "/" + attempt).getBytes());
    }
}
