package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.EventJson;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.StepStatus;
import java.util.Optional;

/**
 * Something a follower of a run is told, and a line of its audit trail.
 *
 * @param type one of the constants here
 * @param actor who did it: a key, an approver, or the part of Switchboard whose decision or observation it is
 * @param why in words a person can read, if the body does not say it
 */
public record RunEvent(String type, ObjectNode body, String actor, Optional<String> why) {

    /** What Switchboard itself has decided. */
    public static final String SWITCHBOARD = "switchboard";

    public static final String STATUS = "status";
    public static final String STEP = "step";
    public static final String REQUESTED = "requested";
    public static final String PROVISIONED = "provisioned";
    public static final String CALL_REQUESTED = "call.requested";
    public static final String CALL_CANCELLED = "call.cancelled";
    public static final String CALL_SCHEDULED = "call.scheduled";
    public static final String CALL_COMPLETED = "call.completed";
    public static final String CALL_ABANDONED = "call.abandoned";
    public static final String INSIGHT = "insight";
    public static final String RANKING = "ranking";
    public static final String STEERED = "steered";
    public static final String APPROVAL_REQUESTED = "approval.requested";
    public static final String APPROVAL_ANSWERED = "approval.answered";
    public static final String ACTION = "action";
    public static final String NOTE = "note";

    /** Something that Switchboard itself has decided. */
    public RunEvent(String type, ObjectNode body) {
        this(type, body, SWITCHBOARD, Optional.empty());
    }

    /** The same, done by that one. */
    public RunEvent by(String newActor) {
        return new RunEvent(type, body, newActor, why);
    }

    /** The same, for that reason. */
    public RunEvent because(String reason) {
        return new RunEvent(type, body, actor, Optional.of(reason));
    }

    public static RunEvent status(RunStatus status, Optional<String> reason) {
        ObjectNode body = details().put("status", status.word());
        reason.ifPresent(text -> body.put("reason", text));
        return new RunEvent(STATUS, body);
    }

    /** A person's move. */
    static RunEvent moved(RunStatus status, String by) {
        return new RunEvent(STATUS, details().put("status", status.word()).put("by", by)).by(by);
    }

    /**
     * Calls are no longer wanted.
     *
     * @param calls {@code open} or {@code all}
     */
    static RunEvent cancelled(String calls, boolean endLive, String why) {
        return new RunEvent(CALL_CANCELLED, details().put("calls", calls).put("end_live", endLive)).because(why);
    }

    public static RunEvent step(String stepId, StepStatus status) {
        return new RunEvent(STEP, details().put("step_id", stepId).put("status", status.word()));
    }

    public static RunEvent note(String text) {
        return new RunEvent(NOTE, details().put("text", text));
    }

    static ObjectNode details() {
        return EventJson.mapper().createObjectNode();
    }
}
