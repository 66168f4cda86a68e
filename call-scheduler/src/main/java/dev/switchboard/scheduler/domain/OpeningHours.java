package dev.switchboard.scheduler.domain;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;

/**
 * Local times at which a phone may ring.
 *
 * @param days on which the hours begin
 * @param from included
 * @param to excluded; before or equal to {@code from} means on the next day
 */
public record OpeningHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

    /** A call to a person never starts before 08:00 or after 21:00 of the person's own time. */
    public static final OpeningHours BOUNDS_OF_THE_DAY =
            new OpeningHours(EnumSet.allOf(DayOfWeek.class), LocalTime.of(8, 0), LocalTime.of(21, 0));

    public OpeningHours {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("window without days: expected at least one of mon … sun");
        }
        days = Set.copyOf(days);
    }

    public boolean isOpen(LocalDateTime local) {
        DayOfWeek day = local.getDayOfWeek();
        LocalTime time = local.toLocalTime();
        if (from.isBefore(to)) {
            return days.contains(day) && !time.isBefore(from) && time.isBefore(to);
        }
        return (days.contains(day) && !time.isBefore(from)) || (days.contains(day.minus(1)) && time.isBefore(to));
    }
}
