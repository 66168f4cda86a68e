package dev.switchboard.scheduler.application;

import dev.switchboard.calling.Outcome;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.messaging.AfterCommit;
import dev.switchboard.messaging.Outbox;
import dev.switchboard.messaging.OutgoingEvent;
import dev.switchboard.scheduler.config.LookUpSettings;
import dev.switchboard.scheduler.config.PlacingSettings;
import dev.switchboard.scheduler.domain.Attempt;
import dev.switchboard.scheduler.domain.AttemptState;
import dev.switchboard.scheduler.domain.Call;
import dev.switchboard.scheduler.domain.CallState;
import dev.switchboard.scheduler.domain.Decision;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Writes what was learnt about an attempt, with everything that follows from it for its call, and the events that tell
 * of it: one place, one transaction, so that no two ways of learning the same thing have different consequences.
 */
@ApplicationScoped
public class Ledger {

    private static final Logger LOG = Logger.getLogger(Ledger.class);

    private final Attempts attempts;
    private final Calls calls;
    private final Outbox outbox;
    private final MissionClock clock;
    private final Duration closingMargin;
    private final Duration insightPatience;
    private final MeterRegistry metrics;
    private final AfterCommit afterCommit;
    private final Runnable place;

    Ledger(
            Attempts attempts,
            Calls calls,
            Outbox outbox,
            MissionClock clock,
            PlacingSettings placing,
            LookUpSettings lookUps,
            MeterRegistry metrics,
            AfterCommit afterCommit,
            Wake wake) {
        this.attempts = attempts;
        this.calls = calls;
        this.outbox = outbox;
        this.clock = clock;
        this.closingMargin = placing.closingMargin();
        this.insightPatience = lookUps.insight();
        this.metrics = metrics;
        this.afterCommit = afterCommit;
        this.place = wake::placing;
    }

    /**
     * Writes the attempt's new state. If it became known that Telnyx accepted it, {@code call.scheduled} is told; if it
     * has ended, {@code call.completed}, and {@code call.abandoned} if nothing follows.
     */
    Uni<Void> write(Mutiny.Session session, Attempt before, Attempt after, Optional<UUID> cause) {
        boolean newlyAccepted = after.counts() && !before.counts();
        boolean newlyEnded = after.state() == AttemptState.ENDED && before.state() != AttemptState.ENDED;
        if (!newlyAccepted && !newlyEnded) {
            return attempts.save(session, after);
        }
        return attempts.save(session, after)
                .chain(() -> calls.lock(session, after.callId()))
                .chain(file -> consequences(session, after, file.orElseThrow(), newlyAccepted, newlyEnded, cause));
    }

    private Uni<Void> consequences(
            Mutiny.Session session,
            Attempt attempt,
            RequestedCall file,
            boolean newlyAccepted,
            boolean newlyEnded,
            Optional<UUID> cause) {
        List<OutgoingEvent> events = new ArrayList<>();
        Call call = file.call();
        if (newlyAccepted) {
            call = call.attemptAccepted(attempt);
            events.add(CallEvents.scheduled(file.request(), attempt));
        }
        if (newlyEnded) {
            call = afterEnd(call, attempt, file, events);
            afterCommit.run(session, place);
        }
        Call told = call;
        return rememberMessage(session, attempt, newlyEnded).chain(() -> save(session, told, events, cause));
    }

    /** A machine that has got a message, or part of one, gets no second one. */
    private Uni<Void> rememberMessage(Mutiny.Session session, Attempt attempt, boolean newlyEnded) {
        return newlyEnded && attempt.progress().voicemailLeft()
                ? attempts.rememberMessage(
                        session, attempt, attempt.progress().endedAt().orElseThrow())
                : Uni.createFrom().voidItem();
    }

    private Call afterEnd(Call call, Attempt attempt, RequestedCall file, List<OutgoingEvent> events) {
        Outcome outcome = attempt.progress().outcome().orElseThrow();
        Decision<Call.Next> decision = call.attemptEnded(
                outcome, attempt.progress().endedAt().orElseThrow(), file.terms(), closingMargin, insightPatience);
        Optional<Instant> nextAttemptAt = decision.next().flatMap(Call.Next::nextAttemptAt);
        events.add(CallEvents.completed(file.request(), attempt, nextAttemptAt));
        decision.next().ifPresent(next -> addAbandoned(events, file, next));
        metrics.counter("switchboard.attempts.ended", "outcome", outcome.name().toLowerCase(java.util.Locale.ROOT))
                .increment();
        LOG.infof(
                "attempt %d ended: %s%s. missionId=%s runId=%s callId=%s",
                attempt.number(),
                outcome.words(),
                nextAttemptAt.map(at -> ", again at " + at).orElse(""),
                file.request().missionId(),
                call.runId(),
                call.id());
        return decision.next().map(Call.Next::call).orElse(call);
    }

    /** The attempt and its call as a placing left them that came to nothing. */
    Uni<Void> writeRefused(Mutiny.Session session, Attempt attempt, RequestedCall file, Decision<Call.Next> decision) {
        return attempts.save(session, attempt).chain(() -> writeCall(session, file, decision, Optional.empty()));
    }

    /** What was decided about a call, and {@code call.abandoned} if that was its end. */
    Uni<Void> writeCall(
            Mutiny.Session session, RequestedCall file, Decision<Call.Next> decision, Optional<UUID> cause) {
        if (decision.next().isEmpty()) {
            LOG.debugf(
                    "nothing to do: %s. callId=%s",
                    decision.reason(), file.call().id());
            return Uni.createFrom().voidItem();
        }
        Call.Next next = decision.next().get();
        List<OutgoingEvent> events = new ArrayList<>();
        addAbandoned(events, file, next);
        return save(session, next.call(), events, cause);
    }

    private void addAbandoned(List<OutgoingEvent> events, RequestedCall file, Call.Next next) {
        next.giveup().ifPresent(giveup -> {
            events.add(CallEvents.abandoned(file.request(), next, clock.instant()));
            LOG.infof(
                    "call ends without success: %s. missionId=%s runId=%s callId=%s",
                    next.detail(),
                    file.request().missionId(),
                    next.call().runId(),
                    next.call().id());
        });
    }

    private Uni<Void> save(Mutiny.Session session, Call call, List<OutgoingEvent> events, Optional<UUID> cause) {
        if (call.state() == CallState.QUEUED) {
            afterCommit.run(session, place);
        }
        List<OutgoingEvent> caused = cause.map(
                        id -> events.stream().map(event -> event.causedBy(id)).toList())
                .orElse(events);
        return calls.save(session, call).chain(() -> outbox.add(session, caused));
    }
}
