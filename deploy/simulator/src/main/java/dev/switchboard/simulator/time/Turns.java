package dev.switchboard.simulator.time;

import dev.switchboard.clock.MissionClock;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The event loop's turns. Every turn (a request, a timer, an answer from outside) first runs what became due before it,
 * then its own work, then saves what changed. All state is touched inside turns only, so there are no locks.
 */
public final class Turns {

    private static final Logger LOG = Logger.getLogger(Turns.class.getName());
    private static final long LOOK_AGAIN_MILLIS = 50;
    private static final long LONGEST_SLEEP_MILLIS = Duration.ofHours(1).toMillis();
    private static final long UNARMED = -1;

    private final Vertx vertx;
    private final MissionClock clock;
    private final Timers timers;
    private final Runnable save;
    private Instant latest = Instant.MIN;
    private long armed = UNARMED;
    private Instant armedFor;
    private volatile boolean stopped;

    public Turns(Vertx vertx, MissionClock clock, Timers timers, Runnable save) {
        this.vertx = vertx;
        this.clock = clock;
        this.timers = timers;
        this.save = save;
    }

    /** Mission time to the millisecond; never goes back. */
    public Instant now() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (now.isAfter(latest)) {
            latest = now;
        }
        return latest;
    }

    /** Runs what is due before the work of this turn. */
    public void begin() {
        timers.runUntil(now());
    }

    /** Runs what the work made due, saves, and sets the next timer. After this the work may be answered for. */
    public void end() {
        timers.runUntil(now());
        save.run();
        arm();
    }

    public void turn(Runnable work) {
        if (stopped) {
            return;
        }
        begin();
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "a turn failed", e);
        } finally {
            end();
        }
    }

    /** No turn begins after this. */
    public void stop() {
        stopped = true;
    }

    private void arm() {
        Optional<Instant> next = timers.next();
        if (next.isEmpty() || (armed != UNARMED && !next.get().isBefore(armedFor))) {
            return;
        }
        if (armed != UNARMED) {
            vertx.cancelTimer(armed);
        }
        armedFor = next.get();
        armed = vertx.setTimer(millisUntil(armedFor), id -> wake());
    }

    private void wake() {
        armed = UNARMED;
        turn(() -> {});
    }

    private long millisUntil(Instant due) {
        long millis = clock.realTimeUntil(due)
                .map(left -> left.plusNanos(999_999).toMillis())
                .orElse(LOOK_AGAIN_MILLIS);
        return Math.min(Math.max(1, millis), LONGEST_SLEEP_MILLIS);
    }
}
