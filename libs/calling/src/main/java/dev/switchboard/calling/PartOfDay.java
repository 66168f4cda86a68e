package dev.switchboard.calling;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** A part of the recipient's day: who was out in the morning may be in in the afternoon. */
public enum PartOfDay {
    /** Until noon. */
    MORNING(LocalTime.NOON),
    AFTERNOON(LocalTime.of(17, 0)),
    /** Until midnight. */
    EVENING(LocalTime.MAX);

    private final LocalTime end;

    PartOfDay(LocalTime end) {
        this.end = end;
    }

    static PartOfDay of(Instant instant, ZoneId zone) {
        LocalTime time = LocalTime.ofInstant(instant, zone);
        for (PartOfDay part : values()) {
            if (time.isBefore(part.end)) {
                return part;
            }
        }
        return EVENING;
    }

    /** When the part that follows begins. */
    static Instant following(Instant instant, ZoneId zone) {
        PartOfDay part = of(instant, zone);
        ZonedDateTime local = instant.atZone(zone);
        Instant next = part == EVENING
                ? local.toLocalDate().plusDays(1).atStartOfDay(zone).toInstant()
                : local.toLocalDate().atTime(part.end).atZone(zone).toInstant();
        // Where clocks go back over the boundary, its first occurrence may be over.
        return next.isAfter(instant) ? next : instant.plusSeconds(3600);
    }
}
