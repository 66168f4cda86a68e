package dev.switchboard.scheduler.application;

import dev.switchboard.calling.Outcome;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.messaging.UnitOfWork;
import dev.switchboard.scheduler.domain.Attempt;
import dev.switchboard.scheduler.domain.AttemptState;
import dev.switchboard.scheduler.domain.TelnyxIds;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Takes back accepted attempts of cancelled calls. Deleting an event answers the same whether it stopped a call or only
 * removed the record of one that rings (contract, section 2.1), so only those are deleted that do not begin yet, and the
 * deletion counts only if it was answered before the call's time. Everything else is left to ring and to end by itself.
 */
@ApplicationScoped
public class WithdrawAttempts {

    private static final Logger LOG = Logger.getLogger(WithdrawAttempts.class);

    private static final Duration MARGIN = Duration.ofSeconds(2);
    /** Real time after which another process tries again. */
    private static final Duration LEASE = Duration.ofSeconds(20);

    private static final int BATCH = 50;
    private static final int AT_ONCE = 8;

    private final Attempts attempts;
    private final WaysOfPlacing ways;
    private final Ledger ledger;
    private final UnitOfWork work;
    private final MissionClock clock;

    WithdrawAttempts(Attempts attempts, WaysOfPlacing ways, Ledger ledger, UnitOfWork work, MissionClock clock) {
        this.attempts = attempts;
        this.ways = ways;
        this.ledger = ledger;
        this.work = work;
        this.clock = clock;
    }

    /** Takes back what can be taken back now. */
    Uni<Void> run() {
        return work.perform(this::lease).chain(this::withdrawAll);
    }

    private Uni<List<Attempt>> lease(Mutiny.Session session) {
        return attempts.leaseUnwanted(session, clock.instant().plus(MARGIN), LEASE, BATCH);
    }

    private Uni<Void> withdrawAll(List<Attempt> unwanted) {
        return Multi.createFrom()
                .iterable(unwanted)
                .onItem()
                .transformToUni(this::delete)
                .merge(AT_ONCE)
                .collect()
                .asList()
                .chain(this::recordAll);
    }

    /** The attempt, if its event is certainly gone. */
    private Uni<Optional<Attempt>> delete(Attempt attempt) {
        return ways.of(attempt.via())
                .remove(attempt, attempt.telnyx())
                .map(gone -> gone ? Optional.of(attempt) : Optional.empty());
    }

    private Uni<Void> recordAll(List<Optional<Attempt>> deleted) {
        List<Attempt> gone = deleted.stream().flatMap(Optional::stream).toList();
        return gone.isEmpty()
                ? Uni.createFrom().voidItem()
                : work.perform(session -> InTurn.each(gone, attempt -> withdrawn(session, attempt)));
    }

    private Uni<Void> withdrawn(Mutiny.Session session, Attempt leased) {
        return attempts.lock(session, leased.id())
                .map(Optional::orElseThrow)
                .chain(attempt -> isCertainlySilent(attempt) ? end(session, attempt) : leave(attempt));
    }

    private boolean isCertainlySilent(Attempt attempt) {
        return attempt.state() == AttemptState.ACCEPTED && clock.instant().isBefore(attempt.scheduledFor());
    }

    private Uni<Void> end(Mutiny.Session session, Attempt attempt) {
        return attempt.ended(TelnyxIds.NONE, Outcome.CANCELED, clock.instant())
                .next()
                .map(after -> ledger.write(session, attempt, after, Optional.empty()))
                .orElseGet(() -> leave(attempt));
    }

    private static Uni<Void> leave(Attempt attempt) {
        LOG.infof("too late to take an attempt back, it ends by itself. callId=%s", attempt.callId());
        return Uni.createFrom().voidItem();
    }
}
