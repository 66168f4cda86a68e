package dev.switchboard.scheduler.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.RunSteered;
import dev.switchboard.messaging.Event;
import dev.switchboard.scheduler.config.AccountSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Takes how a run is steered. The account is locked first, as a claim does it: from the commit on no claim writes an
 * intent for a held run. An intent committed before that leaves, and its phone may ring.
 */
@ApplicationScoped
public class SteerRun {

    private static final Logger LOG = Logger.getLogger(SteerRun.class);

    private final Accounts accounts;
    private final SteeredRuns runs;
    private final AccountSettings settings;
    private final MissionClock clock;

    SteerRun(Accounts accounts, SteeredRuns runs, AccountSettings settings, MissionClock clock) {
        this.accounts = accounts;
        this.runs = runs;
        this.settings = settings;
        this.clock = clock;
    }

    /** The latest by {@code steered_at} counts, in whatever order they come. */
    public Uni<Void> apply(Mutiny.Session session, Event<RunSteered> event) {
        RunSteered steered = event.body();
        int limit = settings.byName().get(steered.account()).concurrentCalls();
        return accounts.lock(session, steered.account(), limit, clock.instant())
                .chain(() -> runs.keep(session, steered))
                .chain(kept -> kept ? runs.tellCalls(session, steered) : ignore(event));
    }

    private static Uni<Void> ignore(Event<RunSteered> event) {
        LOG.debugf(
                "run.steered ignored: a later one is known. runId=%s eventId=%s",
                event.body().runId(), event.headers().id());
        return Uni.createFrom().voidItem();
    }
}
