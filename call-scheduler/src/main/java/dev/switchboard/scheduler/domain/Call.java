package dev.switchboard.scheduler.domain;

import dev.switchboard.calling.Outcome;
import dev.switchboard.calling.RetryTable;
import dev.switchboard.calling.Terms;
import dev.switchboard.calling.TimesOfDay;
import dev.switchboard.calling.VoicemailMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A call that is wanted, and what has become of it so far. It changes only under the lock of its row.
 *
 * @param dueAt when it may be attempted next, while {@link CallState#QUEUED}
 * @param attempts that Telnyx has accepted
 * @param attemptId the attempt under way or last made
 * @param retriesUsed further attempts because of an outcome
 * @param refusals placings in a row that Telnyx refused
 * @param cancelRequested no further attempt is wanted
 * @param inVain when nobody answered so far
 * @param suppressed its number may not be called any more
 */
public record Call(
        UUID id,
        UUID runId,
        String account,
        CallState state,
        Instant dueAt,
        int attempts,
        Optional<UUID> attemptId,
        Map<Outcome, Integer> retriesUsed,
        Optional<Outcome> lastOutcome,
        int refusals,
        boolean cancelRequested,
        Optional<Instant> insightDueAt,
        TimesOfDay inVain,
        boolean suppressed) {

    public Call {
        retriesUsed = Map.copyOf(retriesUsed);
    }

    /** Why a call ends without having served its purpose. */
    public enum Giveup {
        RETRIES_USED_UP,
        CANCELLED,
        NO_WINDOW,
        REFUSED,
        /** The number is on the account's suppression list. */
        SUPPRESSED
    }

    /**
     * What follows.
     *
     * @param call its new state
     * @param nextAttemptAt when another attempt is due
     * @param giveup set if there will be none and the call has not served its purpose
     * @param detail the reason in words
     */
    public record Next(Call call, Optional<Instant> nextAttemptAt, Optional<Giveup> giveup, String detail) {

        static Next settledOrWaiting(Call call) {
            return new Next(call, Optional.empty(), Optional.empty(), "");
        }
    }

    /** Telnyx has accepted an attempt. */
    public Call attemptAccepted(Attempt attempt) {
        return new Call(
                id,
                runId,
                account,
                state,
                dueAt,
                Math.max(attempts, attempt.number()),
                attemptId,
                retriesUsed,
                lastOutcome,
                0,
                cancelRequested,
                insightDueAt,
                inVain,
                suppressed);
    }

    /** Nothing was accepted and that is nobody's attempt: back to the queue, unless it is no longer wanted. */
    public Decision<Next> placedNothing(Instant again) {
        if (state != CallState.ATTEMPTING) {
            return Decision.ignored("no attempt is under way");
        }
        return Decision.accepted(isUnwanted() ? unwantedNow() : queuedAt(again));
    }

    /** The same, because Telnyx refused it in a way that a fresh request may mend; counted, so that it ends. */
    public Decision<Next> placedInVain(Instant again, int most, String reason) {
        if (state != CallState.ATTEMPTING) {
            return Decision.ignored("no attempt is under way");
        }
        if (isUnwanted()) {
            return Decision.accepted(unwantedNow());
        }
        Call counted = with(state, dueAt, retriesUsed, lastOutcome, refusals + 1, insightDueAt);
        return Decision.accepted(
                counted.refusals > most ? counted.givenUp(Giveup.REFUSED, reason) : counted.queuedAt(again));
    }

    /** Telnyx refuses it for a reason that does not pass. */
    public Decision<Next> refused(String reason) {
        return state == CallState.ATTEMPTING
                ? Decision.accepted(givenUp(Giveup.REFUSED, reason))
                : Decision.ignored("no attempt is under way");
    }

    /**
     * Its attempt has ended.
     *
     * @param insightPatience how long its insight may take
     */
    public Decision<Next> attemptEnded(
            Outcome outcome, Instant endedAt, Terms terms, Duration margin, Duration insightPatience) {
        if (state != CallState.ATTEMPTING) {
            return Decision.ignored("no attempt is under way");
        }
        if (outcome == Outcome.COMPLETED) {
            CallState next = terms.wantsInsight() ? CallState.AWAITING_INSIGHT : CallState.SETTLED;
            Optional<Instant> due =
                    terms.wantsInsight() ? Optional.of(endedAt.plus(insightPatience)) : Optional.empty();
            return Decision.accepted(
                    Next.settledOrWaiting(with(next, dueAt, retriesUsed, Optional.of(outcome), 0, due)));
        }
        return Decision.accepted(ended(outcome, endedAt, endedAt, terms, margin));
    }

    /** Its insight is there and can be used. */
    public Decision<Next> insightUsable() {
        return state == CallState.AWAITING_INSIGHT
                ? Decision.accepted(Next.settledOrWaiting(
                        with(CallState.SETTLED, dueAt, retriesUsed, lastOutcome, 0, Optional.empty())))
                : Decision.ignored("no insight is awaited");
    }

    /**
     * The conversation was of no use: its insight is empty, breaks its schema, or did not come.
     *
     * @param meaning the row of the retry table that says what follows
     */
    public Decision<Next> insightUseless(
            Outcome meaning, Instant attemptEndedAt, Instant now, Terms terms, Duration margin) {
        return state == CallState.AWAITING_INSIGHT
                ? Decision.accepted(ended(meaning, attemptEndedAt, now, terms, margin))
                : Decision.ignored("no insight is awaited");
    }

    /** It is no longer wanted. What is queued ends now; what may be ringing is marked, so that nothing follows it. */
    public Decision<Next> cancel() {
        return switch (state) {
            case QUEUED -> Decision.accepted(cancelledNow());
            case ATTEMPTING, AWAITING_INSIGHT ->
                cancelRequested
                        ? Decision.ignored("already cancelled")
                        : Decision.accepted(Next.settledOrWaiting(marked()));
            case SETTLED, ABANDONED, CANCELLED -> Decision.ignored("the call has ended");
        };
    }

    /**
     * Its number was put on the suppression list. What is queued ends now; what may be ringing is marked, so that nothing
     * follows it.
     */
    public Decision<Next> suppress() {
        return switch (state) {
            case QUEUED -> Decision.accepted(noticing(inVain, true).unwantedNow());
            case ATTEMPTING, AWAITING_INSIGHT ->
                suppressed
                        ? Decision.ignored("already suppressed")
                        : Decision.accepted(Next.settledOrWaiting(noticing(inVain, true)));
            case SETTLED, ABANDONED, CANCELLED -> Decision.ignored("the call has ended");
        };
    }

    /** Its number was found on the list just before its request would have left: nothing was sent. */
    public Decision<Next> stoppedBySuppression() {
        return state == CallState.ATTEMPTING
                ? Decision.accepted(noticing(inVain, true).unwantedNow())
                : Decision.ignored("no attempt is under way");
    }

    /** Of a queued call, what its verdict says: there will be no attempt. */
    public Decision<Next> never(Verdict.Never verdict) {
        if (state != CallState.QUEUED) {
            return Decision.ignored("the call does not wait");
        }
        Call told = verdict.outcome().isEmpty()
                ? this
                : with(state, dueAt, retriesUsed, verdict.outcome(), refusals, insightDueAt);
        return Decision.accepted(told.givenUp(verdict.giveup(), verdict.reason()));
    }

    /** The first opening is then. */
    public Next waitsUntil(Instant opening) {
        return queuedAt(opening);
    }

    /** It can never be placed. */
    public Decision<Next> impossible(String reason) {
        return state == CallState.QUEUED
                ? Decision.accepted(givenUp(Giveup.REFUSED, reason))
                : Decision.ignored("the call does not wait");
    }

    /** It cannot be attempted in time. */
    public Decision<Next> noWindow(String reason) {
        return state == CallState.QUEUED
                ? Decision.accepted(givenUp(Giveup.NO_WINDOW, reason))
                : Decision.ignored("the call does not wait");
    }

    private Next ended(Outcome outcome, Instant endedAt, Instant now, Terms terms, Duration margin) {
        TimesOfDay unanswered = outcome == Outcome.NO_ANSWER ? inVain.and(endedAt, terms.zone()) : inVain;
        Call told = with(state, dueAt, retriesUsed, Optional.of(outcome), 0, Optional.empty())
                .noticing(unanswered, suppressed);
        if (isUnwanted()) {
            return told.unwantedNow();
        }
        if (outcome == Outcome.VOICEMAIL && terms.message() == VoicemailMessage.BY_ASSISTANT) {
            return told.givenUp(Verdict.SECOND_MESSAGE.giveup(), Verdict.SECOND_MESSAGE.reason());
        }
        Outcome row = outcome.retriedAs();
        int used = retriesUsed.getOrDefault(row, 0);
        RetryTable.Next next = terms.retries().decide(outcome, endedAt, used, terms.zone());
        return next instanceof RetryTable.RetryAt retry
                ? told.again(row, retry.at().isBefore(now) ? now : retry.at(), terms, margin)
                : told.givenUp(Giveup.RETRIES_USED_UP, ((RetryTable.NoFurtherAttempt) next).reason());
    }

    private Next again(Outcome row, Instant from, Terms terms, Duration margin) {
        return terms.nextOpening(from, margin, row, inVain)
                .map(opening -> counting(row).queuedAt(opening))
                .orElseGet(() -> givenUp(Giveup.NO_WINDOW, "no opening for another attempt in time"));
    }

    private Call counting(Outcome row) {
        Map<Outcome, Integer> used = new HashMap<>(retriesUsed);
        used.merge(row, 1, Integer::sum);
        return with(state, dueAt, used, lastOutcome, refusals, insightDueAt);
    }

    private Next queuedAt(Instant at) {
        Call queued = with(CallState.QUEUED, at, retriesUsed, lastOutcome, refusals, Optional.empty());
        return new Next(queued, Optional.of(at), Optional.empty(), "");
    }

    private boolean isUnwanted() {
        return cancelRequested || suppressed;
    }

    /** A number that may not be called is the stronger reason. */
    private Next unwantedNow() {
        return suppressed ? givenUp(Giveup.SUPPRESSED, Verdict.SUPPRESSED.reason()) : cancelledNow();
    }

    private Call noticing(TimesOfDay unanswered, boolean onTheList) {
        return new Call(
                id,
                runId,
                account,
                state,
                dueAt,
                attempts,
                attemptId,
                retriesUsed,
                lastOutcome,
                refusals,
                cancelRequested,
                insightDueAt,
                unanswered,
                onTheList);
    }

    private Next cancelledNow() {
        Call cancelled = with(CallState.CANCELLED, dueAt, retriesUsed, lastOutcome, refusals, Optional.empty());
        return new Next(cancelled, Optional.empty(), Optional.of(Giveup.CANCELLED), "no longer wanted");
    }

    private Next givenUp(Giveup reason, String detail) {
        Call abandoned = with(CallState.ABANDONED, dueAt, retriesUsed, lastOutcome, refusals, Optional.empty());
        return new Next(abandoned, Optional.empty(), Optional.of(reason), detail);
    }

    private Call marked() {
        return new Call(
                id,
                runId,
                account,
                state,
                dueAt,
                attempts,
                attemptId,
                retriesUsed,
                lastOutcome,
                refusals,
                true,
                insightDueAt,
                inVain,
                suppressed);
    }

    /** The one place where the state changes. */
    private Call with(
            CallState next,
            Instant due,
            Map<Outcome, Integer> used,
            Optional<Outcome> last,
            int refused,
            Optional<Instant> insightDue) {
        if (next != state && !state.mayBecome(next)) {
            throw new IllegalStateException("a call cannot go from " + state + " to " + next);
        }
        return new Call(
                id,
                runId,
                account,
                next,
                due,
                attempts,
                attemptId,
                used,
                last,
                refused,
                cancelRequested,
                insightDue,
                inVain,
                suppressed);
    }
}
