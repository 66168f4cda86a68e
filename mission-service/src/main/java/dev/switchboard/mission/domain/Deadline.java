package dev.switchboard.mission.domain;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * When a mission must be over: an instant (RFC 3339), or a duration from its creation. A day is 24 hours; business days
 * are Monday to Friday, UTC.
 */
public record Deadline(String text) {

    /** What a deadline looks like, in words. */
    public static final String EXPECTATION =
            "an instant such as 2026-03-03T17:00:00Z, or " + Durations.EXPECTATION + " counted from the creation";

    /** What lies outside is a mistake, and more than a database can keep. */
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    public Deadline {
        if (!isDeadline(text)) {
            throw new IllegalArgumentException("deadline '" + text + "' is not " + EXPECTATION);
        }
    }

    public static boolean isDeadline(String text) {
        return Durations.isDuration(text) || instant(text).isPresent();
    }

    /** The instant meant by a mission created then. */
    public Instant of(Instant created) {
        return instant(text).orElseGet(() -> after(created));
    }

    private Instant after(Instant created) {
        String unit = text.replaceAll("[0-9]+", "");
        long count = Long.parseLong(text.substring(0, text.length() - unit.length()));
        return switch (unit) {
            case "s" -> created.plusSeconds(count);
            case "m" -> created.plus(Duration.ofMinutes(count));
            case "h" -> created.plus(Duration.ofHours(count));
            case "d" -> created.plus(Duration.ofDays(count));
            default -> afterBusinessDays(created, count);
        };
    }

    private static Instant afterBusinessDays(Instant created, long count) {
        ZonedDateTime day = created.atZone(ZoneOffset.UTC);
        long left = count;
        while (left > 0) {
            day = day.plusDays(1);
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                left--;
            }
        }
        return day.toInstant();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant())
                    .filter(instant -> !instant.isBefore(FIRST) && instant.isBefore(LAST));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
