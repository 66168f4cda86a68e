package dev.switchboard.scheduler.application;

import dev.switchboard.messaging.UnitOfWork;
import dev.switchboard.scheduler.application.UnwantedLiveCalls.LiveCall;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Hangs up what rings or talks of cancelled calls, where the cancellation asks for it. The cancellation is the intent: it
 * is committed before Telnyx is told, and Telnyx is told until it has answered. The attempt ends by its webhook, as ever.
 */
@ApplicationScoped
public class HangUpCalls {

    /** Real time after which another process tries again. */
    private static final Duration LEASE = Duration.ofSeconds(10);

    private static final int BATCH = 50;
    private static final int AT_ONCE = 8;

    private final UnwantedLiveCalls unwanted;
    private final Hangup hangup;
    private final UnitOfWork work;

    HangUpCalls(UnwantedLiveCalls unwanted, Hangup hangup, UnitOfWork work) {
        this.unwanted = unwanted;
        this.hangup = hangup;
        this.work = work;
    }

    /** Hangs up what can be hung up now. */
    Uni<Void> run() {
        return work.perform(session -> unwanted.lease(session, LEASE, BATCH)).chain(this::hangUpAll);
    }

    private Uni<Void> hangUpAll(List<LiveCall> live) {
        return Multi.createFrom()
                .iterable(live)
                .onItem()
                .transformToUni(this::hangUp)
                .merge(AT_ONCE)
                .collect()
                .asList()
                .chain(this::record);
    }

    /** The attempt, if Telnyx has certainly heard. */
    private Uni<Optional<UUID>> hangUp(LiveCall call) {
        return hangup.hangUp(call.account(), call.callControlId(), call.attemptId())
                .map(heard -> heard ? Optional.of(call.attemptId()) : Optional.empty());
    }

    private Uni<Void> record(List<Optional<UUID>> told) {
        List<UUID> heard = told.stream().flatMap(Optional::stream).toList();
        return heard.isEmpty() ? Uni.createFrom().voidItem() : work.perform(session -> unwanted.hungUp(session, heard));
    }
}
