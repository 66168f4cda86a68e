package dev.switchboard.mission.missionfile;

import java.time.ZoneId;
import java.util.Set;

/** IANA time zones. */
final class Zones {

    static final String EXPECTATION = "an IANA zone such as America/Chicago";

    private static final Set<String> KNOWN = Set.copyOf(ZoneId.getAvailableZoneIds());

    private Zones() {}

    static boolean isZone(String name) {
        return KNOWN.contains(name);
    }
}
