package dev.switchboard.scheduler.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.messaging.UnitOfWork;
import dev.switchboard.scheduler.config.PlacingSettings;
import dev.switchboard.telnyx.TelnyxAccounts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes up the commands that are due, and lets them leave once that is committed. */
@ApplicationScoped
public class SendCommands {

    private static final int BATCH = 100;

    private final Commands commands;
    private final CommandDepartures departures;
    private final UnitOfWork work;
    private final MissionClock clock;
    private final Duration lease;

    SendCommands(
            Commands commands,
            CommandDepartures departures,
            UnitOfWork work,
            MissionClock clock,
            TelnyxAccounts telnyx,
            PlacingSettings settings) {
        this.commands = commands;
        this.departures = departures;
        this.work = work;
        this.clock = clock;
        this.lease = telnyx.timeout().multipliedBy(2).plus(settings.leaseMargin());
    }

    /** Sends what is due; says when the next is. */
    public Uni<Optional<Instant>> pass() {
        return work.perform(this::take)
                .invoke(due -> due.forEach(departures::depart))
                .chain(commands::nextDue);
    }

    private Uni<List<DueCommand>> take(Mutiny.Session session) {
        return commands.leaseDue(session, clock.instant(), lease, BATCH);
    }
}
