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
 * @param message whether a machine that answers gets a message
 */
public record Terms(
        Recipients recipients,
        RetryTable retries,
        CallingHours hours,
        List<ZoneId> zones,
        Optional<Instant> deadline,
        boolean wantsInsight,
        VoicemailMessage message) {

    /** Parts of the day that are passed over at most: two days. */
    private static final int PARTS_AHEAD = 2 * PartOfDay.values().length;

    public Terms {
        zones = List.copyOf(zones);
    }

    /** The same with another deadline. */
    public Terms until(Optional<Instant> newDeadline) {
        return new Terms(recipients, retries, hours, zones, newDeadline, wantsInsight, message);
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
     * The first instant from {@code from} on for another attempt after {@code outcome}. Where the table wants another
     * time of day, a part of the recipient's day in which attempts were in vain is passed over, unless no other opens
     * in time.
     */
    public Optional<Instant> nextOpening(Instant from, Duration margin, Outcome outcome, TimesOfDay inVain) {
        Optional<Instant> first = nextOpening(from, margin);
        Optional<Instant> opening = first;
        for (int parts = 0; opening.isPresent() && parts <= PARTS_AHEAD; parts++) {
            if (!retries.cell(outcome).otherTimeOfDay() || inVain.allow(opening.get(), zone())) {
                return opening;
            }
            opening = nextOpening(PartOfDay.following(opening.get(), zone()), margin);
        }
        return first;
    }

    /** Why there is no opening, in words. */
    public String whyClosed() {
        return zones.isEmpty() && recipients.arePeople()
                ? "the number does not tell its time zone: give the target one"
                : "the window does not open before the deadline";
    }

    /**
     * The earliest time for a call at {@code wanted}, given when the number was last reached, by the person or by a
     * machine: a professional is not reached twice a day, in whichever of the possible zones the day is counted.
     */
    public Instant leavingAlone(Optional<Instant> reachedAt, Instant wanted) {
        if (!recipients.reachedOnceADay() || reachedAt.isEmpty()) {
            return wanted;
        }
        Instant earliest = wanted;
        for (ZoneId one : zones.isEmpty() ? List.of(zone()) : zones) {
            Instant nextDay = LocalDate.ofInstant(reachedAt.get(), one)
                    .plusDays(1)
                    .atStartOfDay(one)
                    .toInstant();
            earliest = earliest.isBefore(nextDay) ? nextDay : earliest;
        }
        return earliest;
    }
}
