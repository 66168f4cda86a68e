package dev.switchboard.scheduler.messaging;

/** Names of the incoming channels, as application.properties has them. */
final class Channels {

    static final String CALL_REQUESTED = "call-requested";
    static final String CALL_CANCELLED = "call-cancelled";
    static final String RUN_STEERED = "run-steered";
    static final String TELNYX_WEBHOOK = "telnyx-webhook";
    static final String INSIGHT_READY = "insight-ready";

    private Channels() {}
}
