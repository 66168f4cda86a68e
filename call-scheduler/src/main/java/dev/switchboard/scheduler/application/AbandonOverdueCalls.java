package dev.switchboard.scheduler.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.messaging.UnitOfWork;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** No call waits for ever: a queued one not beyond its deadline, an answered one not without end for its insight. */
@ApplicationScoped
public class AbandonOverdueCalls {

    private static final int BATCH = 200;

    private final Calls calls;
    private final Ledger ledger;
    private final TakeInsight insight;
    private final UnitOfWork work;
    private final MissionClock clock;

    AbandonOverdueCalls(Calls calls, Ledger ledger, TakeInsight insight, UnitOfWork work, MissionClock clock) {
        this.calls = calls;
        this.ledger = ledger;
        this.insight = insight;
        this.work = work;
        this.clock = clock;
    }

    /** Ends what is overdue, a batch of each kind; says when the next deadline is, which may be at once. */
    Uni<Optional<Instant>> run() {
        return work.perform(this::abandonLate)
                .chain(() -> work.perform(this::stopWaitingForInsights))
                .chain(() -> work.perform(calls::nextDeadline));
    }

    private Uni<Void> abandonLate(Mutiny.Session session) {
        return calls.pastDeadline(session, clock.instant(), BATCH)
                .chain(ids -> InTurn.each(ids, id -> abandon(session, id)));
    }

    private Uni<Void> abandon(Mutiny.Session session, UUID id) {
        return calls.lock(session, id).map(Optional::orElseThrow).chain(file -> abandon(session, file));
    }

    private Uni<Void> abandon(Mutiny.Session session, RequestedCall file) {
        return ledger.writeCall(
                session,
                file,
                file.call().noWindow("the deadline passed before the call could be placed"),
                Optional.empty());
    }

    private Uni<Void> stopWaitingForInsights(Mutiny.Session session) {
        return calls.withoutInsight(session, clock.instant(), BATCH)
                .chain(ids -> InTurn.each(ids, id -> withoutInsight(session, id)));
    }

    private Uni<Void> withoutInsight(Mutiny.Session session, UUID id) {
        return calls.lock(session, id)
                .map(Optional::orElseThrow)
                .chain(file -> insight.overdue(session, file, Optional.empty()));
    }
}
