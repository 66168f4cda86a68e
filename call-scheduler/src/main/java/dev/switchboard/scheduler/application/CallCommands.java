package dev.switchboard.scheduler.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.http.HttpAnswer;
import dev.switchboard.scheduler.domain.action.CallAction;
import io.smallrye.mutiny.Uni;

/** Commands to a live call at Telnyx. */
public interface CallCommands {

    /** Sends one command, once; {@code fields} go as they stand. */
    Uni<HttpAnswer> send(String account, String callControlId, CallAction action, ObjectNode fields);
}
