package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.EventJson;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.StepStatus;
import java.util.Optional;

/**
 * Something a follower of a run is told.
 *
 * @param type one of the constants here
 */
public record RunEvent(String type, ObjectNode body) {

    public static final String STATUS = "status";
    public static final String STEP = "step";
    public static final String CALL_SCHEDULED = "call.scheduled";
    public static final String CALL_COMPLETED = "call.completed";
    public static final String CALL_ABANDONED = "call.abandoned";
    public static final String INSIGHT = "insight";
    public static final String RANKING = "ranking";
    public static final String STEERED = "steered";
    public static final String NOTE = "note";

    public static RunEvent status(RunStatus status, Optional<String> reason) {
        ObjectNode body = details().put("status", status.word());
        reason.ifPresent(text -> body.put("reason", text));
        return new RunEvent(STATUS, body);
    }

    /** A person's move. */
    static RunEvent moved(RunStatus status, String by) {
        return new RunEvent(STATUS, details().put("status", status.word()).put("by", by));
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
