package dev.switchboard.scheduler.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.messaging.Sweeper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The sweepers of this service. Each runs when nudged, when its next work is due, and once in a while anyway. */
@ApplicationScoped
public class DueWork implements Wake {

    /** Real time after which work is found that another replica left when it died. */
    private static final Duration AT_LATEST = Duration.ofSeconds(1);

    private final CancelCalls cancel;
    private final SuppressNumbers suppress;
    private final WithdrawAttempts withdraw;
    private final HangUpCalls hangUp;
    private final AbandonOverdueCalls abandon;
    private final Sweeper placing;
    private final Sweeper lookUps;
    private final Sweeper commands;
    private final Sweeper tidying;

    DueWork(
            Vertx vertx,
            MissionClock clock,
            PlaceDueCalls place,
            LookUpAttempts lookUp,
            SendCommands send,
            CancelCalls cancel,
            SuppressNumbers suppress,
            WithdrawAttempts withdraw,
            HangUpCalls hangUp,
            AbandonOverdueCalls abandon) {
        this.cancel = cancel;
        this.suppress = suppress;
        this.withdraw = withdraw;
        this.hangUp = hangUp;
        this.abandon = abandon;
        this.placing = new Sweeper("placing", vertx, clock, AT_LATEST, place::pass);
        this.lookUps = new Sweeper("looking up attempts", vertx, clock, AT_LATEST, lookUp::pass);
        this.commands = new Sweeper("commands to live calls", vertx, clock, AT_LATEST, send::pass);
        this.tidying = new Sweeper("cancelling and abandoning", vertx, clock, AT_LATEST, this::tidy);
    }

    void start(@Observes StartupEvent event) {
        List.of(placing, lookUps, commands, tidying).forEach(Sweeper::start);
    }

    void stop(@Observes ShutdownEvent event) {
        List.of(placing, lookUps, commands, tidying).forEach(Sweeper::stop);
    }

    @Override
    public void placing() {
        placing.nudge();
    }

    @Override
    public void lookUps() {
        lookUps.nudge();
    }

    @Override
    public void commands() {
        commands.nudge();
    }

    @Override
    public void tidying() {
        tidying.nudge();
    }

    private Uni<Optional<Instant>> tidy() {
        return cancelAll()
                .chain(suppress::tellAll)
                .chain(withdraw::run)
                .chain(hangUp::run)
                .chain(abandon::run);
    }

    /** What Telnyx has accepted is taken back between two batches: it may ring before a large run is all told. */
    private Uni<Void> cancelAll() {
        return cancel.tellSome()
                .call(withdraw::run)
                .chain(more -> more ? cancelAll() : Uni.createFrom().voidItem());
    }
}
