package dev.switchboard.gateway.messaging;

/** The channels of this service, as configured under {@code mp.messaging}. */
final class Channels {

    static final String TELNYX_WEBHOOK = "telnyx-webhook";
    static final String CHANNEL_WEBHOOK = "channel-webhook";

    private Channels() {}
}
