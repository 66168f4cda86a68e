package dev.switchboard.mission.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about one target. Facts may come late, twice and in any order: whatever the order, the same facts lead
 * to the same progress. A final status never changes; details that arrive after it (duration, conversation) are kept.
 *
 * @param attempts the highest attempt heard of
 * @param endedAttempt the highest attempt known to be over, 0 if none; {@code durationSecs} is its duration
 * @param outcomeAttempt the attempt {@code lastOutcome} belongs to
 * @param conversationAttempt the attempt {@code conversationId} belongs to
 * @param insightAttempt the attempt {@code insight}, its status, errors and {@code summary} belong to
 * @param insight as it came, even if invalid; see {@link #usableInsight()}
 * @param reason why it was given up, in words a person can read
 */
public record TargetProgress(
        TargetStatus status,
        int attempts,
        int endedAttempt,
        int durationSecs,
        int outcomeAttempt,
        Optional<CallOutcome> lastOutcome,
        int conversationAttempt,
        Optional<String> conversationId,
        int insightAttempt,
        Optional<InsightStatus> insightStatus,
        Map<String, Object> insight,
        List<String> insightErrors,
        Optional<String> summary,
        Optional<String> reason) {

    /** A target nothing has been heard of. */
    public static final TargetProgress UNTOUCHED = new TargetProgress(
            TargetStatus.PENDING,
            0,
            0,
            0,
            0,
            Optional.empty(),
            0,
            Optional.empty(),
            0,
            Optional.empty(),
            Map.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());

    public TargetProgress {
        lastOutcome = orEmpty(lastOutcome);
        conversationId = orEmpty(conversationId);
        insightStatus = orEmpty(insightStatus);
        summary = orEmpty(summary);
        reason = orEmpty(reason);
        insight = insight == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(insight));
        insightErrors =
                insightErrors == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(insightErrors));
    }

    /** What was absent where it was kept is empty. */
    private static <T> Optional<T> orEmpty(Optional<T> kept) {
        return kept == null ? Optional.empty() : kept;
    }

    /** The insight if it is valid, otherwise empty: what expressions see. */
    public Map<String, Object> usableInsight() {
        return insightStatus.equals(Optional.of(InsightStatus.VALID)) ? insight : Map.of();
    }

    /** The target as strategies see it; {@code sequence} is its place in the order of calls, from 1. */
    public Settled settledAs(int position, int sequence, int stage, Target target) {
        return new Settled(
                position,
                sequence,
                stage,
                target,
                status,
                usableInsight(),
                summary.orElse(""),
                new CallFacts(lastOutcome, attempts, durationSecs, conversationId),
                shortfall());
    }

    /** Whether an attempt came to nothing and another may follow: nothing is under way. */
    public boolean waits() {
        return switch (status) {
            case NO_ANSWER, BUSY, FAILED -> true;
            case PENDING, SCHEDULED, IN_PROGRESS, SUCCEEDED, VOICEMAIL, ABANDONED, CANCELLED, SKIPPED -> false;
        };
    }

    /** Why there is no result: an insight that breaks its schema says more than that no attempt is left. */
    private Optional<String> shortfall() {
        return insightStatus.equals(Optional.of(InsightStatus.INVALID))
                ? Optional.of("invalid insight" + (insightErrors.isEmpty() ? "" : ", " + insightErrors.get(0)))
                : reason;
    }

    /**
     * What a fact makes of it: accepted (settled if this fact made the status final), ignored if it tells nothing new,
     * rejected if it cannot be true.
     */
    public Verdict<TargetProgress> after(TargetFact fact) {
        if (fact instanceof TargetFact.Scheduled scheduled) {
            return scheduled(scheduled);
        }
        if (fact instanceof TargetFact.Ended ended) {
            return ended(ended);
        }
        return fact instanceof TargetFact.InsightCame came ? insightCame(came) : givenUp((TargetFact.GivenUp) fact);
    }

    /** The mission no longer needs it: for a target nobody has asked a call for. */
    public Verdict<TargetProgress> dropped(String why) {
        return becoming(change().reason(why), TargetStatus.CANCELLED, "it is " + status.word() + " already");
    }

    private Verdict<TargetProgress> scheduled(TargetFact.Scheduled fact) {
        if (fact.attempt() < 1) {
            return noSuchAttempt(fact.attempt());
        }
        return kept(change().attempt(fact.attempt()), "attempt " + fact.attempt() + " was known to be scheduled");
    }

    private Verdict<TargetProgress> ended(TargetFact.Ended fact) {
        if (fact.attempt() < 1) {
            return noSuchAttempt(fact.attempt());
        }
        Change change = change().attempt(fact.attempt())
                .ended(fact.attempt(), fact.durationSecs())
                .outcome(fact.attempt(), Optional.of(fact.outcome()))
                .conversation(fact.attempt(), fact.conversationId());
        String known = "the end of attempt " + fact.attempt() + " was known";
        return fact.outcome() == CallOutcome.COMPLETED && !fact.awaitsInsight()
                ? becoming(change, TargetStatus.SUCCEEDED, known)
                : kept(change, known);
    }

    private Verdict<TargetProgress> insightCame(TargetFact.InsightCame fact) {
        if (fact.attempt() < 1) {
            return noSuchAttempt(fact.attempt());
        }
        boolean valid = fact.status() == InsightStatus.VALID;
        Change change = change().attempt(fact.attempt())
                .insight(fact)
                .outcome(fact.attempt(), Optional.of(valid ? CallOutcome.COMPLETED : CallOutcome.EMPTY_INSIGHT))
                .conversation(fact.attempt(), fact.conversationId());
        String known = "the insight of attempt " + fact.attempt() + " was known";
        return valid ? becoming(change, TargetStatus.SUCCEEDED, known) : kept(change, known);
    }

    private Verdict<TargetProgress> givenUp(TargetFact.GivenUp fact) {
        Change change = change().attempt(fact.attempts()).outcome(fact.attempts(), fact.lastOutcome());
        if (status.isFinal()) {
            return kept(change, "it is " + status.word() + " already");
        }
        return becoming(change.reason(fact.detail()), fact.reason().leadsTo(fact.lastOutcome()), "");
    }

    private static Verdict<TargetProgress> noSuchAttempt(int attempt) {
        return new Verdict.Rejected<>("attempts count from 1, not from " + attempt);
    }

    private Change change() {
        return new Change(this);
    }

    /** Settles the target, unless it is settled: then only details change. */
    private Verdict<TargetProgress> becoming(Change change, TargetStatus end, String otherwise) {
        return status.isFinal() ? kept(change, otherwise) : new Verdict.Accepted<>(change.toProgress(end), true);
    }

    /** Keeps the details, if they are news. */
    private Verdict<TargetProgress> kept(Change change, String otherwise) {
        TargetProgress next = change.toProgress(status.isFinal() ? status : change.openStatus());
        return next.equals(this) ? new Verdict.Ignored<>(otherwise) : new Verdict.Accepted<>(next, false);
    }

    /** Each detail belongs to an attempt; that of a later attempt replaces it, that of an earlier one does not. */
    private static final class Change {
        private final TargetProgress before;
        private int attempts;
        private int endedAttempt;
        private int durationSecs;
        private int outcomeAttempt;
        private Optional<CallOutcome> lastOutcome;
        private int conversationAttempt;
        private Optional<String> conversationId;
        private Optional<TargetFact.InsightCame> newInsight = Optional.empty();
        private Optional<String> reason;

        private Change(TargetProgress before) {
            this.before = before;
            attempts = before.attempts;
            endedAttempt = before.endedAttempt;
            durationSecs = before.durationSecs;
            outcomeAttempt = before.outcomeAttempt;
            lastOutcome = before.lastOutcome;
            conversationAttempt = before.conversationAttempt;
            conversationId = before.conversationId;
            reason = before.reason;
        }

        private Change attempt(int attempt) {
            attempts = Math.max(attempts, attempt);
            return this;
        }

        private Change ended(int attempt, int duration) {
            if (attempt > endedAttempt) {
                endedAttempt = attempt;
                durationSecs = duration;
            }
            return this;
        }

        private Change outcome(int attempt, Optional<CallOutcome> outcome) {
            boolean later = attempt > outcomeAttempt || lastOutcome.isEmpty();
            boolean weightier = attempt == outcomeAttempt && weight(outcome) > weight(lastOutcome);
            if (outcome.isPresent() && (later || weightier)) {
                outcomeAttempt = attempt;
                lastOutcome = outcome;
            }
            return this;
        }

        /** "Completed" is only half of what is to be said about an attempt whose insight turns out to be empty. */
        private static int weight(Optional<CallOutcome> outcome) {
            return outcome.map(known -> switch (known) {
                        case COMPLETED -> 1;
                        case EMPTY_INSIGHT -> 2;
                        case NO_ANSWER, BUSY, FAILED, CANCELED, VOICEMAIL -> 3;
                    })
                    .orElse(0);
        }

        private Change conversation(int attempt, Optional<String> id) {
            if (id.isPresent() && attempt > conversationAttempt) {
                conversationAttempt = attempt;
                conversationId = id;
            }
            return this;
        }

        /** A valid insight is what the calls are for: it stays, whatever other attempts yielded. */
        private Change insight(TargetFact.InsightCame came) {
            boolean validKnown = before.insightStatus.equals(Optional.of(InsightStatus.VALID));
            boolean better = came.status() == InsightStatus.VALID || came.attempt() > before.insightAttempt;
            if (better && !validKnown) {
                newInsight = Optional.of(came);
            }
            return this;
        }

        private Change reason(String why) {
            reason = reason.or(() -> Optional.of(why));
            return this;
        }

        /** Where a target stands that is not settled: it follows from what the latest attempt is known to have done. */
        private TargetStatus openStatus() {
            if (attempts == 0) {
                return TargetStatus.PENDING;
            }
            if (outcomeAttempt < attempts || lastOutcome.isEmpty()) {
                return TargetStatus.SCHEDULED;
            }
            return switch (lastOutcome.get()) {
                case COMPLETED -> TargetStatus.IN_PROGRESS;
                case NO_ANSWER, VOICEMAIL -> TargetStatus.NO_ANSWER;
                case BUSY -> TargetStatus.BUSY;
                case FAILED, CANCELED, EMPTY_INSIGHT -> TargetStatus.FAILED;
            };
        }

        private TargetProgress toProgress(TargetStatus status) {
            return new TargetProgress(
                    status,
                    attempts,
                    endedAttempt,
                    durationSecs,
                    outcomeAttempt,
                    lastOutcome,
                    conversationAttempt,
                    conversationId,
                    newInsight.map(TargetFact.InsightCame::attempt).orElse(before.insightAttempt),
                    newInsight.map(TargetFact.InsightCame::status).or(() -> before.insightStatus),
                    newInsight.map(TargetFact.InsightCame::insight).orElse(before.insight),
                    newInsight.map(TargetFact.InsightCame::errors).orElse(before.insightErrors),
                    newInsight.map(TargetFact.InsightCame::summary).orElse(before.summary),
                    reason);
        }
    }
}
