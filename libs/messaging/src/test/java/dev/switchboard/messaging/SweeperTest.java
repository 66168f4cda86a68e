package dev.switchboard.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.clock.MissionClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SweeperTest {

    private static final Duration SOON = Duration.ofMinutes(2);

    private static final Duration NEVER = Duration.ofHours(1);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger passes = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().await().indefinitely();
    }

    @Test
    void runsAPassAtTheInstantThatTheLastOneAskedFor() {
        Sweeper sweeper = new Sweeper("due", vertx, MissionClock.system(), NEVER, this::dueAgainTwice);

        sweeper.start();

        await().atMost(SOON).until(() -> passes.get() == 3);
        sweeper.stop();
    }

    @Test
    void neverRunsTwoPassesAtOnce() {
        Sweeper sweeper = new Sweeper("one", vertx, MissionClock.system(), NEVER, this::slowPass);
        sweeper.start();

        for (int i = 0; i < 50; i++) {
            sweeper.nudge();
        }

        await().atMost(SOON).until(() -> passes.get() >= 2 && atOnce.get() == 0);
        assertThat(mostAtOnce).hasValue(1);
        sweeper.stop();
    }

    @Test
    void goesOnAfterAPassThatFailed() {
        Sweeper sweeper = new Sweeper("fails", vertx, MissionClock.system(), NEVER, this::failsFirst);

        sweeper.start();

        await().atMost(SOON).until(() -> passes.get() == 2);
        sweeper.stop();
    }

    private Uni<Optional<Instant>> dueAgainTwice() {
        return Uni.createFrom()
                .item(passes.incrementAndGet() < 3 ? Optional.of(Instant.now().plusMillis(20)) : Optional.empty());
    }

    private Uni<Optional<Instant>> slowPass() {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        return Uni.createFrom()
                .<Optional<Instant>>item(Optional.empty())
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(30))
                .invoke(atOnce::decrementAndGet)
                .invoke(passes::incrementAndGet);
    }

    private Uni<Optional<Instant>> failsFirst() {
        return passes.incrementAndGet() == 1
                ? Uni.createFrom().failure(new IllegalStateException("first pass"))
                : Uni.createFrom().item(Optional.empty());
    }
}
