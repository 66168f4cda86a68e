package dev.switchboard.notifier.messaging;

/** The channels of this service, as configured under {@code mp.messaging}. */
final class Channels {

    static final String MISSION_COMPLETED = "mission-completed";
    static final String APPROVAL_REQUESTED = "approval-requested";
    static final String APPROVAL_ANSWERED = "approval-answered";
    static final String CHANNEL_WEBHOOK = "channel-webhook";

    private Channels() {}
}
