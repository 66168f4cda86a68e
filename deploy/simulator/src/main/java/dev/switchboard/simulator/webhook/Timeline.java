package dev.switchboard.simulator.webhook;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** When, in real time, webhooks left and calls were asked for; the newest 20,000. */
public final class Timeline {

    /** {@code kind} is webhook or request; {@code to} the number concerned. */
    public record Moment(long atEpochMicros, String kind, String what, String to) {}

    private static final int LONGEST = 20_000;

    private final Deque<Moment> moments = new ArrayDeque<>();

    public void add(Instant realNow, String kind, String what, String to) {
        if (moments.size() == LONGEST) {
            moments.removeFirst();
        }
        moments.addLast(new Moment(ChronoUnit.MICROS.between(Instant.EPOCH, realNow), kind, what, to));
    }

    public List<Moment> moments() {
        return List.copyOf(moments);
    }
}
