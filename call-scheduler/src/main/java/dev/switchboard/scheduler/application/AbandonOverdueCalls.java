package dev.switchboard.scheduler.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.messaging.UnitOfWork;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
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

    /** Ends what is overdue; says when the next deadline is. */
    Uni<Optional<Instant>> run() {
        return work.perform(this::batch).chain(ended -> ended < BATCH ? work.perform(calls::nextDeadline) : run());
    }

    private Uni<Integer> batch(Mutiny.Session session) {
        Instant now = clock.instant();
        return calls.pastDeadline(session, now, BATCH)
                .call(ids -> each(session, ids, file -> abandon(session, file)))
                .chain(late -> calls.withoutInsight(session, now, BATCH)
                        .call(ids -> each(session, ids, file -> insight.useless(session, file, Optional.empty())))
                        .map(unheard -> Math.max(late.size(), unheard.size())));
    }

    private Uni<Void> each(
            Mutiny.Session session, List<UUID> ids, java.util.function.Function<RequestedCall, Uni<Void>> step) {
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(
                        id -> calls.lock(session, id).map(Optional::orElseThrow).chain(step::apply))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> abandon(Mutiny.Session session, RequestedCall file) {
        return ledger.writeCall(
                session,
                file,
                file.call().noWindow("the deadline passed before the call could be placed"),
                Optional.empty());
    }
}
