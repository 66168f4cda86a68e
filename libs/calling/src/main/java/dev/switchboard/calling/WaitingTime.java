package dev.switchboard.calling;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A waiting time of the mission file: {@code 90s}, {@code 15m}, {@code 2h}, {@code 1d}, {@code 1bd}. */
public record WaitingTime(int amount, Unit unit) {

    /** Its unit. A business day is a day of the recipient's week, at the same local time. */
    public enum Unit {
        SECONDS("s"),
        MINUTES("m"),
        HOURS("h"),
        DAYS("d"),
        BUSINESS_DAYS("bd");

        private final String suffix;

        Unit(String suffix) {
            this.suffix = suffix;
        }

        static Unit of(String suffix) {
            for (Unit unit : values()) {
                if (unit.suffix.equals(suffix)) {
                    return unit;
                }
            }
            throw new IllegalArgumentException("unit '" + suffix + "'");
        }
    }

    private static final Pattern NOTATION = Pattern.compile("(\\d{1,6})(s|m|h|d|bd)");

    /** @throws IllegalArgumentException naming the value and the notation expected */
    public static WaitingTime parse(String text) {
        Matcher matcher = NOTATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("waiting time '" + text + "': expected 90s, 15m, 2h, 1d or 1bd");
        }
        return new WaitingTime(Integer.parseInt(matcher.group(1)), Unit.of(matcher.group(2)));
    }

    /** The instant this much later; {@code zone} says where business days begin and end. */
    public Instant after(Instant start, ZoneId zone) {
        return switch (unit) {
            case SECONDS -> start.plusSeconds(amount);
            case MINUTES -> start.plus(Duration.ofMinutes(amount));
            case HOURS -> start.plus(Duration.ofHours(amount));
            case DAYS -> start.plus(Duration.ofDays(amount));
            case BUSINESS_DAYS -> businessDaysAfter(start.atZone(zone)).toInstant();
        };
    }

    private ZonedDateTime businessDaysAfter(ZonedDateTime start) {
        ZonedDateTime day = start;
        for (int left = amount; left > 0; left--) {
            day = day.plusDays(1);
            while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
                day = day.plusDays(1);
            }
        }
        return day;
    }

    @Override
    public String toString() {
        return amount + unit.suffix;
    }
}
