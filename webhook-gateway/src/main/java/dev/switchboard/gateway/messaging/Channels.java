package dev.switchboard.gateway.messaging;

/** The channels of this service, as configured under {@code mp.messaging}. */
final class Channels {

    static final String TELNYX_WEBHOOK = "telnyx-webhook";
    static final String CHANNEL_WEBHOOK = "channel-webhook";

    /** The topics that tell of calls: {@code call.scheduled}, {@code call.completed}, {@code call.abandoned}. */
    static final String CALLS = "calls";

    private Channels() {}
}
