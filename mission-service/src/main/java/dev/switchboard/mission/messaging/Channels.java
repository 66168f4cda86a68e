package dev.switchboard.mission.messaging;

/** Names of the incoming channels; each is one topic, configured in application.properties. */
final class Channels {

    static final String MISSION_REQUESTED = "mission-requested";
    static final String CALL_SCHEDULED = "call-scheduled";
    static final String CALL_COMPLETED = "call-completed";
    static final String CALL_ABANDONED = "call-abandoned";
    static final String INSIGHT_READY = "insight-ready";
    static final String APPROVAL_DECIDED = "approval-decided";

    private Channels() {}
}
