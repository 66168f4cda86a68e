package dev.switchboard.scheduler.application;

import dev.switchboard.messaging.UnitOfWork;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Hangs up what rings or talks of cancelled calls, where the cancellation asks for it: a command as any other, written once
 * and sent until Telnyx has answered. The attempt ends by its webhook, as ever.
 */
@ApplicationScoped
public class HangUpCalls {

    private static final int BATCH = 50;

    private final UnwantedLiveCalls unwanted;
    private final Attempts attempts;
    private final SteerCall steerCall;
    private final UnitOfWork work;

    HangUpCalls(UnwantedLiveCalls unwanted, Attempts attempts, SteerCall steerCall, UnitOfWork work) {
        this.unwanted = unwanted;
        this.attempts = attempts;
        this.steerCall = steerCall;
        this.work = work;
    }

    /** Sees to it that everything is hung up that can be now. */
    Uni<Void> run() {
        return work.perform(this::endAll)
                .chain(ended -> ended < BATCH ? Uni.createFrom().voidItem() : run());
    }

    private Uni<Integer> endAll(Mutiny.Session session) {
        return unwanted.lock(session, BATCH)
                .call(live -> InTurn.each(live, attemptId -> end(session, attemptId)))
                .call(live -> live.isEmpty() ? Uni.createFrom().voidItem() : unwanted.hungUp(session, live))
                .map(List::size);
    }

    private Uni<Void> end(Mutiny.Session session, UUID attemptId) {
        return attempts.lock(session, attemptId)
                .map(Optional::orElseThrow)
                .chain(attempt -> steerCall.end(session, attempt))
                .replaceWithVoid();
    }
}
