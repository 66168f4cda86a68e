package dev.switchboard.scheduler.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.CallCancelled;
import dev.switchboard.messaging.Event;
import dev.switchboard.messaging.UnitOfWork;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Ends what is no longer wanted. Queued calls end at once; an attempt that Telnyx has accepted is taken back by
 * {@link WithdrawAttempts} as long as nothing rings; a phone that rings is left to ring, unless {@link HangUpCalls} is
 * asked to end that as well.
 */
@ApplicationScoped
public class CancelCalls {

    /** Calls told in one transaction. A run may have very many. */
    private static final int BATCH = 200;

    private final Calls calls;
    private final Ledger ledger;
    private final UnitOfWork work;
    private final MissionClock clock;

    CancelCalls(Calls calls, Ledger ledger, UnitOfWork work, MissionClock clock) {
        this.calls = calls;
        this.ledger = ledger;
        this.work = work;
        this.clock = clock;
    }

    /** Notes a cancellation; it holds for calls, too, that are only requested afterwards. */
    public Uni<Void> apply(Mutiny.Session session, Event<CallCancelled> event) {
        CallCancelled wish = event.body();
        UUID cause = event.headers().id();
        return wish.callId()
                .map(callId -> cancelOne(session, wish, callId, cause))
                .orElseGet(() -> calls.cancelRun(session, wish, clock.instant()));
    }

    /** Tells a batch of the calls of cancelled runs, those first that may soon ring; true if there are more. */
    Uni<Boolean> tellSome() {
        return work.perform(this::tellBatch)
                .chain(told -> told < BATCH
                        ? work.perform(calls::cancelled).replaceWith(false)
                        : Uni.createFrom().item(true));
    }

    private Uni<Void> cancelOne(Mutiny.Session session, CallCancelled wish, UUID callId, UUID cause) {
        return calls.cancelUnknown(session, callId, wish, clock.instant())
                .chain(() -> calls.lock(session, callId))
                .chain(found -> found.map(file -> cancel(session, file, Optional.of(cause)))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Integer> tellBatch(Mutiny.Session session) {
        return calls.toCancel(session, BATCH)
                .call(ids -> InTurn.each(ids, id -> tell(session, id)))
                .map(List::size);
    }

    private Uni<Void> tell(Mutiny.Session session, UUID id) {
        return calls.lock(session, id)
                .map(Optional::orElseThrow)
                .chain(file -> cancel(session, file, Optional.empty()));
    }

    private Uni<Void> cancel(Mutiny.Session session, RequestedCall file, Optional<UUID> cause) {
        return ledger.writeCall(session, file, file.call().cancel(), cause);
    }
}
