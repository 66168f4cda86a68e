package dev.switchboard.insight.messaging;

/** Names of the incoming channels, as {@code application.properties} configures them. */
final class Channels {

    static final String CALL_COMPLETED = "call-completed";
    static final String TELNYX_WEBHOOK = "telnyx-webhook";

    private Channels() {}
}
