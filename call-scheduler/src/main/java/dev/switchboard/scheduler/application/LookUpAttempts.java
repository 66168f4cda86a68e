package dev.switchboard.scheduler.application;

import dev.switchboard.calling.Outcome;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.messaging.UnitOfWork;
import dev.switchboard.scheduler.domain.Attempt;
import dev.switchboard.scheduler.domain.AttemptState;
import dev.switchboard.scheduler.domain.Decision;
import dev.switchboard.scheduler.domain.TelnyxIds;
import dev.switchboard.scheduler.domain.Via;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Asks Telnyx what became of attempts: of those whose answer was lost, of those whose process died with the request, and
 * of those whose webhooks do not come. One look per assistant answers for all of them.
 *
 * <p>Nothing is guessed: an attempt counts as not accepted only after two complete looks without it, with a pause in
 * between; a look that fails or is not complete is repeated later. What Telnyx keeps no record of (a dialled call that has
 * ended) is never placed again under the same id: it counts as an attempt that failed, and the retry table decides.
 */
@ApplicationScoped
public class LookUpAttempts {

    private static final Logger LOG = Logger.getLogger(LookUpAttempts.class);

    /** Real time that a look may take before another process looks instead. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final int BATCH = 400;

    private record Assistant(String account, String id, Via via) {}

    private final Attempts attempts;
    private final Calls calls;
    private final WaysOfPlacing ways;
    private final EndOfCall endOfCall;
    private final SteerCall steerCall;
    private final Ledger ledger;
    private final UnitOfWork work;
    private final MissionClock clock;
    private final MissionSpans spans;

    LookUpAttempts(
            Attempts attempts,
            Calls calls,
            WaysOfPlacing ways,
            EndOfCall endOfCall,
            SteerCall steerCall,
            Ledger ledger,
            UnitOfWork work,
            MissionClock clock,
            MissionSpans spans) {
        this.attempts = attempts;
        this.calls = calls;
        this.ways = ways;
        this.endOfCall = endOfCall;
        this.steerCall = steerCall;
        this.ledger = ledger;
        this.work = work;
        this.clock = clock;
        this.spans = spans;
    }

    /** Looks at everything that is due; says when the next look is. */
    public Uni<Optional<Instant>> pass() {
        return work.perform(session -> attempts.leaseDue(session, clock.instant(), LEASE, BATCH))
                .chain(this::lookAtAll)
                .chain(attempts::nextLook);
    }

    private Uni<Void> lookAtAll(List<Attempt> due) {
        Map<Assistant, List<Attempt>> byAssistant = due.stream()
                .collect(Collectors.groupingBy(
                        attempt -> new Assistant(attempt.account(), attempt.assistantId(), attempt.via())));
        return InTurn.each(byAssistant.entrySet(), entry -> look(entry.getKey(), entry.getValue()));
    }

    private Uni<Void> look(Assistant assistant, List<Attempt> due) {
        return ways.of(assistant.via()).look(due).chain(seen -> compare(due, seen));
    }

    private Uni<Void> compare(List<Attempt> due, Sightings seen) {
        if (!seen.complete()) {
            LOG.warnf("%d attempts cannot all be looked up now: %s", due.size(), seen.reason());
        }
        return removeStuck(due, seen).chain(removed -> work.perform(session -> applyAll(session, due, seen, removed)));
    }

    /** What has rung or talked for too long, or was never dispatched, is taken back at Telnyx before it counts as failed. */
    private Uni<Set<UUID>> removeStuck(List<Attempt> due, Sightings seen) {
        Set<UUID> removed = new HashSet<>();
        List<Attempt> stuck = due.stream()
                .filter(attempt -> seen.of(attempt)
                        .filter(event -> isStuck(attempt, event))
                        .isPresent())
                .toList();
        return InTurn.each(stuck, attempt -> remove(attempt, seen, removed)).replaceWith(removed);
    }

    private Uni<Boolean> remove(Attempt attempt, Sightings seen, Set<UUID> removed) {
        return remove(attempt, seen.of(attempt).orElseThrow()).invoke(gone -> {
            if (gone) {
                removed.add(attempt.id());
            }
        });
    }

    /** Who can be hung up is, and gets some time to hear of it, before the record is removed under the call. */
    private boolean isStuck(Attempt attempt, Sighting event) {
        Instant end = endAtLatest(attempt, event.startedAt());
        return event.stage() != Sighting.Stage.FINAL
                && (attempt.canBeHungUp() ? end.plus(spans.afterHangup()) : end).isBefore(clock.instant());
    }

    private boolean isTooLong(Attempt attempt, Optional<Instant> startedAt) {
        return attempt.canBeHungUp() && endAtLatest(attempt, startedAt).isBefore(clock.instant());
    }

    /** A call may last as long as Telnyx lets it after it was answered, and ring as long before. */
    private Instant endAtLatest(Attempt attempt, Optional<Instant> startedAt) {
        return attempt.progress()
                .answeredAt()
                .or(() -> startedAt)
                .or(() -> attempt.progress().startedAt())
                .orElse(attempt.scheduledFor())
                .plus(spans.giveUp());
    }

    private Uni<Boolean> remove(Attempt attempt, Sighting event) {
        return ways.of(attempt.via()).remove(attempt, attempt.telnyx().and(event.ids()));
    }

    private Uni<Void> applyAll(Mutiny.Session session, List<Attempt> due, Sightings seen, Set<UUID> removed) {
        return InTurn.each(due, leased -> apply(session, leased, seen, removed.contains(leased.id())));
    }

    private Uni<Void> apply(Mutiny.Session session, Attempt leased, Sightings seen, boolean removed) {
        return attempts.lock(session, leased.id())
                .map(Optional::orElseThrow)
                .chain(attempt -> isAsItWas(attempt, leased)
                        ? decide(session, attempt, seen, removed)
                        : Uni.createFrom().voidItem());
    }

    /** A webhook or an answer that came in between knows more than the list. */
    private static boolean isAsItWas(Attempt attempt, Attempt leased) {
        return attempt.state() == leased.state()
                && attempt.lookAt().equals(leased.lookAt())
                && attempt.looks() == leased.looks();
    }

    private Uni<Void> decide(Mutiny.Session session, Attempt attempt, Sightings seen, boolean removed) {
        Optional<Sighting> found = seen.of(attempt);
        if (found.isEmpty()) {
            return switch (seen.extent()) {
                case COMPLETE -> absent(session, attempt);
                case INCOMPLETE -> notTold(session, attempt, seen);
                case NOWHERE -> nowhere(session, attempt, seen);
            };
        }
        if (removed) {
            return write(session, attempt, fail(attempt, found.get()));
        }
        return switch (found.get().stage()) {
            case FINAL ->
                mayStillBeTold(attempt, found.get())
                        ? write(session, attempt, underWay(attempt, found.get()))
                        : ended(session, attempt, found.get());
            case UNDER_WAY ->
                endIfTooLong(session, attempt, found.get().startedAt())
                        .chain(() -> write(session, attempt, underWay(attempt, found.get())));
            case PENDING -> write(session, attempt, pending(attempt, found.get()));
        };
    }

    private Uni<Void> endIfTooLong(Mutiny.Session session, Attempt attempt, Optional<Instant> startedAt) {
        return isTooLong(attempt, startedAt)
                ? steerCall.end(session, attempt).replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    /**
     * The record of a text is complete when the text is sent; whether it was delivered only its webhook tells. A call of our
     * own that nobody talked on may have been busy, or not answered: that, too, only its webhook tells. Taken for failed at
     * once, an outage of ours would have everybody called again by the wrong row of the retry table.
     */
    private boolean mayStillBeTold(Attempt attempt, Sighting event) {
        boolean isSilent = attempt.via() == Via.TEXT
                ? event.outcome().equals(Optional.of(Outcome.COMPLETED))
                : !attempt.via().isRecorded() && event.outcome().equals(Optional.of(Outcome.FAILED));
        return isSilent && attempt.scheduledFor().plus(spans.untold()).isAfter(clock.instant());
    }

    private Uni<Void> notTold(Mutiny.Session session, Attempt attempt, Sightings seen) {
        return write(session, attempt, attempt.notTold(spans.afterFailure(seen.retryAfter())));
    }

    /**
     * An assistant that was deleted takes its list with it. What was accepted before may have rung: it is never placed again
     * under the same id, and counts as failed once no call can go on and no webhook can be on its way any more.
     */
    private Uni<Void> nowhere(Mutiny.Session session, Attempt attempt, Sightings seen) {
        boolean mayStillBeTold =
                endAtLatest(attempt, Optional.empty()).plus(spans.untold()).isAfter(clock.instant());
        return mayStillBeTold
                ? notTold(session, attempt, seen)
                : write(session, attempt, attempt.ended(TelnyxIds.NONE, Outcome.FAILED, clock.instant()));
    }

    private Uni<Void> absent(Mutiny.Session session, Attempt attempt) {
        if (mayStillTalk(attempt)) {
            return endIfTooLong(session, attempt, Optional.empty())
                    .chain(() -> write(session, attempt, attempt.notTold(spans.whileTalking())));
        }
        Attempt after = attempt.notSeen(spans.afterAbsence(attempt)).next().orElseThrow();
        if (!after.isCertainlyAbsent()) {
            return attempts.save(session, after);
        }
        if (attempt.state().isUncertain() && attempt.via().isRecorded()) {
            return placeAgain(session, attempt);
        }
        LOG.warnf("Telnyx knows nothing of an attempt that it accepted or may have. callId=%s", attempt.callId());
        return write(session, attempt, attempt.ended(TelnyxIds.NONE, Outcome.FAILED, clock.instant()));
    }

    /** A phone that was heard to ring is not free because a list does not have its event: that may have been deleted. */
    private boolean mayStillTalk(Attempt attempt) {
        return attempt.state() == AttemptState.LIVE
                && endAtLatest(attempt, Optional.empty())
                        .plus(spans.afterHangup())
                        .isAfter(clock.instant());
    }

    private Uni<Void> placeAgain(Mutiny.Session session, Attempt attempt) {
        LOG.infof("certainly not accepted, is placed again. callId=%s", attempt.callId());
        Attempt refused = attempt.refused().next().orElseThrow();
        return calls.lock(session, attempt.callId())
                .map(Optional::orElseThrow)
                .chain(file ->
                        ledger.writeRefused(session, refused, file, file.call().placedNothing(clock.instant())));
    }

    private Uni<Void> ended(Mutiny.Session session, Attempt attempt, Sighting event) {
        Instant now = clock.instant();
        Attempt told = event.durationSecs()
                .flatMap(secs -> attempt.conversationEnded(event.ids(), secs, now, attempt.lookAt())
                        .next())
                .orElse(attempt);
        return endOfCall
                .of(session, told, event.ids(), event.outcome().orElseThrow(), now)
                .chain(decision -> write(session, attempt, decision));
    }

    private Decision<Attempt> fail(Attempt attempt, Sighting event) {
        LOG.warnf("an attempt did not end in %s and counts as failed. callId=%s", spans.giveUp(), attempt.callId());
        return attempt.ended(event.ids(), Outcome.FAILED, clock.instant());
    }

    private Decision<Attempt> underWay(Attempt attempt, Sighting event) {
        return attempt.rings(event.ids(), event.startedAt().orElseGet(clock::instant), spans.whileTalking());
    }

    private Decision<Attempt> pending(Attempt attempt, Sighting event) {
        Instant nextLook = spans.withoutWebhook(attempt.scheduledFor());
        if (attempt.state() == AttemptState.ACCEPTED || attempt.state() == AttemptState.LIVE) {
            return attempt.seen(nextLook);
        }
        return attempt.accepted(event.ids(), clock.instant(), nextLook);
    }

    private Uni<Void> write(Mutiny.Session session, Attempt before, Decision<Attempt> decision) {
        return decision.next()
                .map(after -> ledger.write(session, before, after, Optional.empty()))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }
}
