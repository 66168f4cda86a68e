package dev.switchboard.scheduler.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.messaging.UnitOfWork;
import dev.switchboard.scheduler.config.AccountSettings;
import dev.switchboard.scheduler.config.PlacingSettings;
import dev.switchboard.scheduler.domain.Attempt;
import dev.switchboard.scheduler.domain.Call;
import dev.switchboard.scheduler.domain.Decision;
import dev.switchboard.scheduler.domain.Throttle;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Records what Telnyx said to an intent. If recording fails for good, the intent stays as it was written and a look-up
 * finds out what became of it.
 */
@ApplicationScoped
public class RecordAnswer {

    private static final Logger LOG = Logger.getLogger(RecordAnswer.class);

    private static final int TRIES = 6;
    /** The database keeps microseconds. */
    private static final Duration STORED_EXACTLY = Duration.ofMillis(1);

    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Accounts accounts;
    private final Attempts attempts;
    private final Calls calls;
    private final Ledger ledger;
    private final UnitOfWork work;
    private final MissionClock clock;
    private final MissionSpans spans;
    private final Wake wake;
    private final AccountSettings accountSettings;
    private final int refusals;
    private final MeterRegistry metrics;

    RecordAnswer(
            Accounts accounts,
            Attempts attempts,
            Calls calls,
            Ledger ledger,
            UnitOfWork work,
            MissionClock clock,
            MissionSpans spans,
            Wake wake,
            AccountSettings accountSettings,
            PlacingSettings settings,
            MeterRegistry metrics) {
        this.accounts = accounts;
        this.attempts = attempts;
        this.calls = calls;
        this.ledger = ledger;
        this.work = work;
        this.clock = clock;
        this.spans = spans;
        this.wake = wake;
        this.accountSettings = accountSettings;
        this.refusals = settings.refusals();
        this.metrics = metrics;
    }

    /** Records the answer in one transaction, and tries again while the database is away. */
    public Uni<Void> record(Intent intent, PlacingAnswer answer) {
        log(intent, answer);
        metrics.counter("switchboard.placings", "result", answer.kind().name().toLowerCase(Locale.ROOT))
                .increment();
        return work.perform(session -> apply(session, intent, answer))
                .onFailure()
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .atMost(TRIES)
                .invoke(() -> wakeAfter(answer));
    }

    private void wakeAfter(PlacingAnswer answer) {
        switch (answer.kind()) {
            case ACCEPTED -> {}
            case UNCLEAR -> wake.lookUps();
            case THROTTLED, NOT_SENT, UNAUTHORISED, FORBIDDEN, TIME_PASSED, REFUSED, SUPPRESSED -> wake.placing();
        }
    }

    /** Account before attempt before call, always. */
    private Uni<Void> apply(Mutiny.Session session, Intent intent, PlacingAnswer answer) {
        return tellAccount(session, intent, answer)
                .chain(() -> attempts.lock(session, intent.attemptId()))
                .map(Optional::orElseThrow)
                .chain(attempt -> isOverdue(intent, attempt, answer)
                        ? Uni.createFrom().voidItem()
                        : tellAttempt(session, attempt, answer));
    }

    /**
     * An answer that was held up in this process until the attempt was looked up and placed again says nothing about
     * the later placing, whose request may be on its way. That something was accepted counts at any time.
     */
    private static boolean isOverdue(Intent intent, Attempt attempt, PlacingAnswer answer) {
        return answer.kind() != PlacingAnswer.Kind.ACCEPTED
                && Duration.between(intent.intentAt(), attempt.intentAt()).abs().compareTo(STORED_EXACTLY) > 0;
    }

    private Uni<Void> tellAccount(Mutiny.Session session, Intent intent, PlacingAnswer answer) {
        return switch (answer.kind()) {
            case ACCEPTED -> reachable(session, intent);
            case THROTTLED -> change(session, intent, throttle -> throttled(throttle, intent, answer));
            case NOT_SENT, UNAUTHORISED, FORBIDDEN ->
                change(session, intent, throttle -> unreachable(throttle, intent));
            case UNCLEAR, TIME_PASSED, REFUSED, SUPPRESSED -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> tellAttempt(Mutiny.Session session, Attempt attempt, PlacingAnswer answer) {
        return switch (answer.kind()) {
            case ACCEPTED -> accepted(session, attempt, answer);
            case UNCLEAR -> unclear(session, attempt);
            case THROTTLED, NOT_SENT, UNAUTHORISED -> backToQueue(session, attempt);
            case FORBIDDEN, TIME_PASSED -> afresh(session, attempt, answer);
            case REFUSED -> forGood(session, attempt, call -> call.refused(answer.reason()));
            case SUPPRESSED -> forGood(session, attempt, Call::stoppedBySuppression);
        };
    }

    private Uni<Void> reachable(Mutiny.Session session, Intent intent) {
        return intent.afterFailure()
                ? accounts.reachable(session, intent.account())
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> accepted(Mutiny.Session session, Attempt attempt, PlacingAnswer answer) {
        Decision<Attempt> decision =
                attempt.accepted(answer.ids(), clock.instant(), spans.withoutWebhook(attempt.scheduledFor()));
        return decision.next()
                .map(after -> ledger.write(session, attempt, after, Optional.empty()))
                .orElseGet(() -> nothing(attempt, decision));
    }

    private Uni<Void> unclear(Mutiny.Session session, Attempt attempt) {
        Decision<Attempt> decision = attempt.answerLost(spans.afterLostAnswer());
        return decision.next().map(after -> attempts.save(session, after)).orElseGet(() -> nothing(attempt, decision));
    }

    private Uni<Void> backToQueue(Mutiny.Session session, Attempt attempt) {
        return refused(session, attempt, call -> call.placedNothing(clock.instant()));
    }

    private Uni<Void> afresh(Mutiny.Session session, Attempt attempt, PlacingAnswer answer) {
        return refused(session, attempt, call -> call.placedInVain(clock.instant(), refusals, answer.reason()));
    }

    private Uni<Void> refused(
            Mutiny.Session session, Attempt attempt, Function<Call, Decision<Call.Next>> consequence) {
        Decision<Attempt> decision = attempt.refused();
        if (decision.next().isEmpty()) {
            return nothing(attempt, decision);
        }
        return writeRefused(session, attempt, decision.next().get(), consequence);
    }

    private Uni<Void> forGood(
            Mutiny.Session session, Attempt attempt, Function<Call, Decision<Call.Next>> consequence) {
        Decision<Attempt> decision = attempt.refusedForGood(clock.instant());
        if (decision.next().isEmpty()) {
            return nothing(attempt, decision);
        }
        return writeRefused(session, attempt, decision.next().get(), consequence);
    }

    private Uni<Void> writeRefused(
            Mutiny.Session session, Attempt before, Attempt after, Function<Call, Decision<Call.Next>> consequence) {
        return calls.lock(session, before.callId())
                .map(Optional::orElseThrow)
                .chain(file -> ledger.writeRefused(session, after, file, consequence.apply(file.call())));
    }

    private Uni<Void> change(Mutiny.Session session, Intent intent, UnaryOperator<Throttle> change) {
        int limit = accountSettings.byName().get(intent.account()).concurrentCalls();
        return accounts.lock(session, intent.account(), limit, clock.instant())
                .map(change)
                .chain(changed -> accounts.save(session, intent.account(), changed));
    }

    private Throttle throttled(Throttle throttle, Intent intent, PlacingAnswer answer) {
        return throttle.throttled(intent.intentAt(), clock.instant(), answer.retryAfter());
    }

    private Throttle unreachable(Throttle throttle, Intent intent) {
        return throttle.unreachable(intent.intentAt(), clock.instant());
    }

    private static Uni<Void> nothing(Attempt attempt, Decision<Attempt> decision) {
        LOG.debugf("answer changes nothing: %s. callId=%s", decision.reason(), attempt.callId());
        return Uni.createFrom().voidItem();
    }

    private static void log(Intent intent, PlacingAnswer answer) {
        Logger.Level level =
                switch (answer.kind()) {
                    case ACCEPTED -> Logger.Level.DEBUG;
                    case TIME_PASSED, SUPPRESSED -> Logger.Level.DEBUG;
                    case THROTTLED, NOT_SENT, UNCLEAR, REFUSED -> Logger.Level.WARN;
                    case UNAUTHORISED, FORBIDDEN -> Logger.Level.ERROR;
                };
        Instant at = intent.scheduledFor();
        LOG.logf(
                level,
                "Telnyx to attempt %d for %s: %s %s. missionId=%s runId=%s callId=%s",
                intent.number(),
                at,
                answer.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                answer.reason(),
                intent.request().missionId(),
                intent.request().runId(),
                intent.callId());
    }
}
