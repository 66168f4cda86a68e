package dev.switchboard.calling;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The conditions of a call.
 *
 * @param zones where the recipient may be; empty if unknown
 * @param deadline no attempt is placed from then on
 * @param wantsInsight whether an answered call is only settled by its insight
 */
public record Terms(
        Recipients recipients,
        RetryTable retries,
        CallingHours hours,
        List<ZoneId> zones,
        Optional<Instant> deadline,
        boolean wantsInsight) {

    public Terms {
        zones = List.copyOf(zones);
    }

    /** The same with another deadline. */
    public Terms until(Optional<Instant> newDeadline) {
        return new Terms(recipients, retries, hours, zones, newDeadline, wantsInsight);
    }

    /** Where business days are counted. */
    public ZoneId zone() {
        return zones.isEmpty() ? ZoneOffset.UTC : zones.get(0);
    }

    /** The first instant from {@code from} on at which the phone may ring, if one comes before the deadline. */
    public Optional<Instant> nextOpening(Instant from, Duration margin) {
        return hours.nextOpening(from, margin)
                .filter(opening -> deadline.map(opening::isBefore).orElse(true));
    }

    public boolean isPastDeadline(Instant now) {
        return deadline.map(end -> !now.isBefore(end)).orElse(false);
    }

    /**
     * The earliest time for a call at {@code wanted}, given when the number was last reached: a professional is not
     * reached twice a day.
     */
    public Instant leavingAlone(Optional<Instant> reachedAt, Instant wanted) {
        if (!recipients.reachedOnceADay() || reachedAt.isEmpty()) {
            return wanted;
        }
        LocalDate reached = LocalDate.ofInstant(reachedAt.get(), zone());
        Instant nextDay = reached.plusDays(1).atStartOfDay(zone()).toInstant();
        return wanted.isBefore(nextDay) ? nextDay : wanted;
    }
}
