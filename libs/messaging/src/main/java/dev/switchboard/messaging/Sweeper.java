package dev.switchboard.messaging;

import dev.switchboard.clock.MissionClock;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Does due work: at once when nudged, at the instant the last pass asked for, and at the latest after a fixed real time,
 * so that nothing is forgotten if the nudge was lost with a crash. One pass at a time; a nudge during a pass means
 * one more.
 *
 * <p>This is the one place that subscribes by hand: passes start from a timer, so there is no caller to return a
 * {@code Uni} to.
 */
public final class Sweeper {

    /** One pass over what is due; says when something is due next, if it knows. */
    @FunctionalInterface
    public interface Pass {
        Uni<Optional<Instant>> run();
    }

    private static final Logger LOG = Logger.getLogger(Sweeper.class);

    /** While the clock stands still nothing falls due; looking again this often keeps the start prompt. */
    private static final Duration STANDSTILL = Duration.ofMillis(50);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /** No pass takes this long, real time, unless what it waits for will never come: a connection that is gone. */
    private static final Duration HUNG = Duration.ofMinutes(10);

    private final String name;
    private final Vertx vertx;
    private final MissionClock clock;
    private final Duration atLatest;
    private final Pass pass;
    private final Context loop;

    // Touched on the loop only.
    private boolean started;
    private boolean running;
    private boolean again;
    private long timer = -1;
    private int failures;

    /** @param atLatest real time between two passes at most */
    public Sweeper(String name, Vertx vertx, MissionClock clock, Duration atLatest, Pass pass) {
        this.name = name;
        this.vertx = vertx;
        this.clock = clock;
        this.atLatest = atLatest;
        this.pass = pass;
        // A context of its own: nudges come from many event loops, the state is touched on one.
        this.loop = ((io.vertx.core.impl.VertxInternal) vertx.getDelegate()).createEventLoopContext();
    }

    public void start() {
        loop.runOnContext(ignored -> {
            started = true;
            wake();
        });
    }

    /** A pass under way ends by itself; none begins afterwards. */
    public void stop() {
        loop.runOnContext(ignored -> {
            started = false;
            cancelTimer();
        });
    }

    /** Asks for a pass now. */
    public void nudge() {
        loop.runOnContext(ignored -> wake());
    }

    private void wake() {
        if (!started) {
            return;
        }
        if (running) {
            again = true;
            return;
        }
        running = true;
        again = false;
        cancelTimer();
        Context fresh = VertxContext.createNewDuplicatedContext(loop);
        VertxContextSafetyToggle.setContextSafe(fresh, true);
        fresh.runOnContext(ignored -> onePass());
    }

    private void onePass() {
        Uni.createFrom()
                .deferred(pass::run)
                .ifNoItem()
                .after(HUNG)
                .fail()
                .map(next -> next.map(this::realTime))
                .subscribe()
                .with(this::passed, this::failed);
    }

    private void passed(Optional<Duration> next) {
        loop.runOnContext(ignored -> {
            if (failures > 0) {
                LOG.infof("%s goes on after %d failed passes", name, failures);
                failures = 0;
            }
            settle(next.filter(wait -> wait.compareTo(atLatest) < 0).orElse(atLatest));
        });
    }

    private void failed(Throwable failure) {
        loop.runOnContext(ignored -> {
            failures++;
            if (Transience.isTransient(failure)) {
                LOG.warnf("%s waits: %s", name, Transience.reason(failure));
            } else {
                LOG.errorf(failure, "%s failed, tries again", name);
            }
            again = false;
            settle(AFTER_FAILURE);
        });
    }

    private void settle(Duration wait) {
        running = false;
        if (again) {
            wake();
        } else if (started) {
            timer = vertx.getDelegate().setTimer(Math.max(1, wait.toMillis()), fired -> loop.runOnContext(x -> wake()));
        }
    }

    private Duration realTime(Instant due) {
        return clock.realTimeUntil(due).orElse(STANDSTILL);
    }

    private void cancelTimer() {
        if (timer >= 0) {
            vertx.getDelegate().cancelTimer(timer);
            timer = -1;
        }
    }
}
