package dev.switchboard.mission.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * When a mission's calls would be made if every first attempt succeeded and nothing else used the account: an estimate
 * for people, not what calls are placed by.
 *
 * @param slots calls at once
 * @param perSecond calls begun per second
 * @param call how long a call takes, from its beginning to the next in its slot
 * @param oneByOne whether the next call begins only when the one listed before it is over
 */
public record Timetable(int slots, double perSecond, Duration call, boolean oneByOne) {

    /** When somebody may be called. */
    public interface Hours {

        /** The first instant from then on; empty if there is none any more. */
        Optional<Instant> nextOpening(Instant from);
    }

    /** Times of first calls, in the order of {@code hours}; empty where no call is possible. */
    public record Times(List<Optional<Instant>> firstCalls, Instant end) {

        public Times {
            firstCalls = List.copyOf(firstCalls);
        }
    }

    private record Waiting(Instant at, int index) {}

    /** The times of calls to those with these hours, in the order of calls, from {@code begin} on. */
    public Times of(List<? extends Hours> hours, Instant begin) {
        return oneByOne ? inOrder(hours, begin) : sideBySide(hours, begin);
    }

    private Times inOrder(List<? extends Hours> hours, Instant begin) {
        List<Optional<Instant>> times = new ArrayList<>(hours.size());
        Instant free = begin;
        for (Hours one : hours) {
            Optional<Instant> at = one.nextOpening(free);
            free = at.map(start -> start.plus(call)).orElse(free);
            times.add(at);
        }
        return new Times(times, free);
    }

    /** Whoever's hours are closed when a slot is free lets others go first. */
    private Times sideBySide(List<? extends Hours> hours, Instant begin) {
        List<Optional<Instant>> times = new ArrayList<>(hours.size());
        PriorityQueue<Waiting> waiting =
                new PriorityQueue<>(Comparator.comparing(Waiting::at).thenComparingInt(Waiting::index));
        for (int index = 0; index < hours.size(); index++) {
            times.add(Optional.empty());
            waiting.add(new Waiting(begin, index));
        }
        PriorityQueue<Instant> free = new PriorityQueue<>();
        for (int slot = 0; slot < Math.min(slots, hours.size()); slot++) {
            free.add(begin);
        }
        Duration pause = Duration.ofNanos((long) (1_000_000_000L / perSecond));
        Instant nextDial = begin;
        Instant end = begin;
        while (!waiting.isEmpty()) {
            Waiting next = waiting.poll();
            Instant earliest = latest(next.at(), latest(free.peek(), nextDial));
            Optional<Instant> opening = hours.get(next.index()).nextOpening(earliest);
            if (opening.isEmpty()) {
                continue;
            }
            if (opening.get().isAfter(earliest)) {
                waiting.add(new Waiting(opening.get(), next.index()));
                continue;
            }
            free.poll();
            free.add(earliest.plus(call));
            nextDial = earliest.plus(pause);
            end = latest(end, earliest.plus(call));
            times.set(next.index(), Optional.of(earliest));
        }
        return new Times(times, end);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
