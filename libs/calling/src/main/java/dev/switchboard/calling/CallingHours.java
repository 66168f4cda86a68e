package dev.switchboard.calling;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * When one number may be called: all of its hours must be open, each in its own zone. Where the number does not tell in
 * which of several zones the recipient is, the hours hold in every one of them.
 */
public final class CallingHours {

    /** Hours in a zone. */
    public record Zoned(OpeningHours hours, ZoneId zone) {

        boolean isOpen(Instant instant) {
            return hours.isOpen(LocalDateTime.ofInstant(instant, zone));
        }
    }

    /** Whoever waits longer for an opening than this will wait for ever. */
    public static final int HORIZON_DAYS = 14;

    public static final CallingHours ALWAYS = new CallingHours(List.of(), false);

    /** For a person whose zone is not known: there is no hour that is certainly right. */
    public static final CallingHours NEVER = new CallingHours(List.of(), true);

    private final List<Zoned> all;
    private final boolean never;

    private CallingHours(List<Zoned> all, boolean never) {
        this.all = List.copyOf(all);
        this.never = never;
    }

    /** All of these must be open. */
    public static CallingHours of(List<Zoned> all) {
        return new CallingHours(all, false);
    }

    /**
     * The hours of a call.
     *
     * @param requested of the mission, in the zone given or else in the recipient's; replaces the recipients' own
     * @param zones where the recipient may be; empty if unknown
     */
    public static CallingHours forCall(
            Recipients recipients, Optional<OpeningHours> requested, Optional<ZoneId> fixed, List<ZoneId> zones) {
        Optional<OpeningHours> hours = requested.or(recipients::hours);
        boolean recipientsOwnTime = recipients.arePeople() || (hours.isPresent() && fixed.isEmpty());
        if (recipientsOwnTime && zones.isEmpty()) {
            return NEVER;
        }
        List<Zoned> all = new ArrayList<>();
        hours.ifPresent(open -> fixed.map(List::of).orElse(zones).forEach(zone -> all.add(new Zoned(open, zone))));
        if (recipients.arePeople()) {
            zones.forEach(zone -> all.add(new Zoned(OpeningHours.BOUNDS_OF_THE_DAY, zone)));
        }
        return of(all);
    }

    public boolean isOpen(Instant instant) {
        return !never && all.stream().allMatch(zoned -> zoned.isOpen(instant));
    }

    /**
     * The first instant, from {@code from} on, that is open and still open {@code margin} later; empty if there is none
     * within {@value #HORIZON_DAYS} days.
     */
    public Optional<Instant> nextOpening(Instant from, Duration margin) {
        if (opensAt(from, margin)) {
            return Optional.of(from);
        }
        if (never) {
            return Optional.empty();
        }
        return openings(from, margin)
                .filter(instant -> opensAt(instant, margin))
                .findFirst();
    }

    private boolean opensAt(Instant instant, Duration margin) {
        return isOpen(instant) && isOpen(instant.plus(margin));
    }

    /**
     * An intersection of hours can only begin where one of them begins, or where a zone's clocks are changed; or it is
     * open the margin before that already.
     */
    private Stream<Instant> openings(Instant from, Duration margin) {
        TreeSet<Instant> begins = new TreeSet<>();
        for (Zoned zoned : all) {
            LocalDate first = LocalDate.ofInstant(from, zoned.zone()).minusDays(1);
            for (int day = 0; day <= HORIZON_DAYS + 1; day++) {
                ZonedDateTime begin =
                        first.plusDays(day).atTime(zoned.hours().from()).atZone(zoned.zone());
                begins.add(begin.toInstant());
                begins.add(begin.withLaterOffsetAtOverlap().toInstant());
            }
            addClockChanges(zoned.zone(), from, begins);
        }
        Instant horizon = from.plus(Duration.ofDays(HORIZON_DAYS));
        return begins.stream()
                .flatMap(begin -> Stream.of(begin, begin.minus(margin)))
                .filter(begin -> begin.isAfter(from) && !begin.isAfter(horizon))
                .sorted();
    }

    private static void addClockChanges(ZoneId zone, Instant from, TreeSet<Instant> begins) {
        Instant horizon = from.plus(Duration.ofDays(HORIZON_DAYS));
        ZoneOffsetTransition change = zone.getRules().nextTransition(from);
        while (change != null && !change.getInstant().isAfter(horizon)) {
            begins.add(change.getInstant());
            change = zone.getRules().nextTransition(change.getInstant());
        }
    }

    @Override
    public String toString() {
        return never ? "never" : all.isEmpty() ? "always" : all.toString();
    }
}
