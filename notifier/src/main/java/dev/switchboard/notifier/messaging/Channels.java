package dev.switchboard.notifier.messaging;

/** The channels of this service, as configured under {@code mp.messaging}. */
final class Channels {

    static final String MISSION_COMPLETED = "mission-completed";

    private Channels() {}
}
