package dev.switchboard.insight.application;

import dev.switchboard.insight.domain.Attempt;
import dev.switchboard.insight.domain.Conversation;

/** The ids with which a log line can be followed. */
final class Traces {

    private Traces() {}

    static String of(Conversation conversation) {
        Attempt attempt = conversation.attempt();
        return "missionId=" + attempt.missionId() + " runId=" + attempt.runId() + " callId=" + attempt.callId()
                + " attemptId=" + attempt.attemptId();
    }
}
