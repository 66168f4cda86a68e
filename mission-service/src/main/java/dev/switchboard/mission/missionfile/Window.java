package dev.switchboard.mission.missionfile;

import java.util.Set;

/**
 * When recipients may be called.
 *
 * @param days {@code mon} to {@code sun}
 * @param from {@code HH:mm}
 * @param to {@code HH:mm}; not after {@code from} means across midnight
 * @param timezone {@code recipient} or an IANA zone
 */
public record Window(Set<String> days, String from, String to, String timezone) {}
