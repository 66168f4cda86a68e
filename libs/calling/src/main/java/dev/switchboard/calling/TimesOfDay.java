package dev.switchboard.calling;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/**
 * When nobody answered so far: how often in each part of the recipient's day.
 *
 * @param tried by part of the day
 */
public record TimesOfDay(Map<PartOfDay, Integer> tried) {

    public static final TimesOfDay NONE = new TimesOfDay(Map.of());

    /** Often enough to say that this is not the time of day at which somebody answers: once, and once a little later. */
    private static final int ENOUGH = 2;

    public TimesOfDay {
        tried = Map.copyOf(tried);
    }

    /** With another attempt that nobody answered. */
    public TimesOfDay and(Instant unanswered, ZoneId zone) {
        Map<PartOfDay, Integer> more = new HashMap<>(tried);
        more.merge(PartOfDay.of(unanswered, zone), 1, Integer::sum);
        return new TimesOfDay(more);
    }

    boolean allow(Instant instant, ZoneId zone) {
        return tried.getOrDefault(PartOfDay.of(instant, zone), 0) < ENOUGH;
    }
}
