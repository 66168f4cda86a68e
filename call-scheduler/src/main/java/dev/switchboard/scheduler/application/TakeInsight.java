package dev.switchboard.scheduler.application;

import dev.switchboard.calling.Outcome;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.InsightReady;
import dev.switchboard.messaging.Event;
import dev.switchboard.scheduler.config.PlacingSettings;
import dev.switchboard.scheduler.domain.Call;
import dev.switchboard.scheduler.domain.Decision;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Settles an answered call by its insight, or has it tried again when the conversation yielded none of use. */
@ApplicationScoped
public class TakeInsight {

    private static final Logger LOG = Logger.getLogger(TakeInsight.class);

    private final Attempts attempts;
    private final Calls calls;
    private final Ledger ledger;
    private final MissionClock clock;
    private final Duration closingMargin;

    TakeInsight(Attempts attempts, Calls calls, Ledger ledger, MissionClock clock, PlacingSettings settings) {
        this.attempts = attempts;
        this.calls = calls;
        this.ledger = ledger;
        this.clock = clock;
        this.closingMargin = settings.closingMargin();
    }

    /** Applies an insight to the call it was awaited for; one of an earlier attempt changes nothing. */
    public Uni<Void> apply(Mutiny.Session session, Event<InsightReady> event) {
        InsightReady insight = event.body();
        UUID cause = event.headers().id();
        return calls.lock(session, insight.callId())
                .chain(found -> found.filter(file -> file.call().attemptId().equals(Optional.of(insight.attemptId())))
                        .map(file -> decide(session, file, insight, cause))
                        .orElseGet(() -> ignore(insight, cause)));
    }

    private Uni<Void> decide(Mutiny.Session session, RequestedCall file, InsightReady insight, UUID cause) {
        return switch (insight.status()) {
            case VALID -> ledger.writeCall(session, file, file.call().insightUsable(), Optional.of(cause));
            case INVALID, EMPTY -> useless(session, file, Outcome.EMPTY_INSIGHT, Optional.of(cause));
            case TIMED_OUT -> overdue(session, file, Optional.of(cause));
        };
    }

    /** No insight came in time. A text whose conversation yields nothing was never answered. */
    Uni<Void> overdue(Mutiny.Session session, RequestedCall file, Optional<UUID> cause) {
        return useless(session, file, file.isText() ? Outcome.NO_ANSWER : Outcome.EMPTY_INSIGHT, cause);
    }

    /** The conversation of the call's last attempt was of no use. */
    private Uni<Void> useless(Mutiny.Session session, RequestedCall file, Outcome meaning, Optional<UUID> cause) {
        return attempts.ended(session, file.call().attemptId().orElseThrow())
                .map(ended -> useless(file, meaning, ended))
                .chain(decision -> ledger.writeCall(session, file, decision, cause));
    }

    private Decision<Call.Next> useless(RequestedCall file, Outcome meaning, Optional<Attempts.Ended> ended) {
        Instant now = clock.instant();
        boolean machine = ended.map(Attempts.Ended::machine).orElse(false) && file.hasNoUseForMachines();
        return file.call()
                .insightUseless(
                        machine ? Outcome.VOICEMAIL : meaning,
                        ended.map(Attempts.Ended::at).orElse(now),
                        now,
                        file.terms(),
                        closingMargin);
    }

    private static Uni<Void> ignore(InsightReady insight, UUID eventId) {
        LOG.debugf("insight ignored: it is not of the last attempt. callId=%s eventId=%s", insight.callId(), eventId);
        return Uni.createFrom().voidItem();
    }
}
