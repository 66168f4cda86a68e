package dev.switchboard.calling;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /**
     * Hours in the words of the mission file.
     *
     * @param days {@code mon} to {@code sun}
     * @param from {@code HH:mm}
     * @throws IllegalArgumentException naming the value and what is expected
     */
    public static OpeningHours of(Collection<String> days, String from, String to) {
        return new OpeningHours(days.stream().map(OpeningHours::day).collect(Collectors.toSet()), time(from), time(to));
    }

    private static DayOfWeek day(String word) {
        return Stream.of(DayOfWeek.values())
                .filter(day ->
                        day.name().substring(0, 3).toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "day '" + word + "': expected mon, tue, wed, thu, fri, sat or sun"));
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("time '" + text + "': expected HH:mm", e);
        }
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
