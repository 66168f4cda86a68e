package dev.switchboard.scheduler.domain;

import dev.switchboard.calling.Outcome;
import dev.switchboard.calling.Recipients;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * One attempt to reach a number: an intent that is written before the request leaves, and everything that is learnt
 * about it afterwards, in whatever order.
 *
 * @param number the n-th attempt of its call; an attempt that Telnyx refused keeps its number when it is placed again
 * @param via how it reaches its target
 * @param intentAt mission time at which it was (last) placed
 * @param scheduledFor when Telnyx is asked to call
 * @param progress what has happened to the phone
 * @param lookAt when Telnyx is asked about it, unless webhooks settle it before
 * @param looks complete looks in a row that did not find it
 */
public record Attempt(
        UUID id,
        UUID callId,
        UUID runId,
        String account,
        String assistantId,
        String from,
        String phone,
        int number,
        Via via,
        AttemptState state,
        Instant intentAt,
        Instant scheduledFor,
        TelnyxIds telnyx,
        Progress progress,
        Instant lookAt,
        int looks) {

    /** Absent looks it takes until it is certain that Telnyx knows nothing of an attempt. */
    public static final int LOOKS_UNTIL_CERTAIN = 2;

    /**
     * What has happened to the phone.
     *
     * @param machine true once a machine was heard
     * @param conversationSecs as Telnyx measured the conversation
     * @param voicemailLeft whether a message was left on a machine, or may have been
     */
    public record Progress(
            Optional<Instant> acceptedAt,
            Optional<Instant> startedAt,
            Optional<Instant> answeredAt,
            boolean machine,
            Optional<Integer> conversationSecs,
            Optional<Instant> endedAt,
            Optional<Outcome> outcome,
            boolean voicemailLeft) {

        public static final Progress NONE = new Progress(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);

        Progress accepted(Instant at) {
            return new Progress(
                    acceptedAt.or(() -> Optional.of(at)),
                    startedAt,
                    answeredAt,
                    machine,
                    conversationSecs,
                    endedAt,
                    outcome,
                    voicemailLeft);
        }

        Progress started(Instant at) {
            return new Progress(
                    acceptedAt,
                    startedAt.or(() -> Optional.of(at)),
                    answeredAt,
                    machine,
                    conversationSecs,
                    endedAt,
                    outcome,
                    voicemailLeft);
        }

        Progress answered(Instant at) {
            return new Progress(
                    acceptedAt,
                    startedAt,
                    answeredAt.or(() -> Optional.of(at)),
                    machine,
                    conversationSecs,
                    endedAt,
                    outcome,
                    voicemailLeft);
        }

        Progress machineHeard() {
            return new Progress(
                    acceptedAt, startedAt, answeredAt, true, conversationSecs, endedAt, outcome, voicemailLeft);
        }

        Progress talked(int secs) {
            return new Progress(
                    acceptedAt, startedAt, answeredAt, machine, Optional.of(secs), endedAt, outcome, voicemailLeft);
        }

        Progress ended(Outcome as, Instant at) {
            return new Progress(
                    acceptedAt,
                    startedAt,
                    answeredAt,
                    machine,
                    conversationSecs,
                    Optional.of(at),
                    Optional.of(as),
                    voicemailLeft);
        }

        Progress messageLeft() {
            return new Progress(acceptedAt, startedAt, answeredAt, machine, conversationSecs, endedAt, outcome, true);
        }
    }

    /** Telnyx said yes, or was found to have said yes. An answer that comes after the webhooks still adds its id. */
    public Decision<Attempt> accepted(TelnyxIds given, Instant at, Instant nextLook) {
        TelnyxIds ids = telnyx.and(given);
        return switch (state) {
            case PLACING, UNKNOWN ->
                Decision.accepted(become(AttemptState.ACCEPTED, ids, progress.accepted(at), nextLook, 0));
            case ACCEPTED, LIVE, ENDED ->
                ids.equals(telnyx)
                        ? Decision.ignored("already known to be accepted")
                        : Decision.accepted(become(state, ids, progress, lookAt, looks));
            case REFUSED -> Decision.rejected("accepted after it was certain that nothing was accepted");
        };
    }

    /** It is certain that Telnyx has accepted nothing: the slot is free, and the attempt may be placed again. */
    public Decision<Attempt> refused() {
        return switch (state) {
            case PLACING, UNKNOWN -> Decision.accepted(become(AttemptState.REFUSED, telnyx, progress, lookAt, 0));
            case REFUSED -> Decision.ignored("already refused");
            case ACCEPTED, LIVE, ENDED -> Decision.ignored("Telnyx had accepted it");
        };
    }

    /** The answer was lost. */
    public Decision<Attempt> answerLost(Instant nextLook) {
        return switch (state) {
            case PLACING -> Decision.accepted(become(AttemptState.UNKNOWN, telnyx, progress, nextLook, 0));
            case UNKNOWN, ACCEPTED, LIVE, REFUSED, ENDED -> Decision.ignored("it is known what became of it");
        };
    }

    /**
     * Telnyx was asked and a complete answer does not contain it. After {@link #LOOKS_UNTIL_CERTAIN} of them it is
     * certain; see {@link #isCertainlyAbsent()}.
     */
    public Decision<Attempt> notSeen(Instant nextLook) {
        return switch (state) {
            case PLACING, UNKNOWN ->
                Decision.accepted(become(AttemptState.UNKNOWN, telnyx, progress, nextLook, looks + 1));
            case ACCEPTED, LIVE -> Decision.accepted(become(state, telnyx, progress, nextLook, looks + 1));
            case REFUSED, ENDED -> Decision.ignored("nothing is expected of it any more");
        };
    }

    public boolean isCertainlyAbsent() {
        return looks >= LOOKS_UNTIL_CERTAIN;
    }

    /** Telnyx was asked and knows it, but has nothing final to say: ask again at {@code nextLook}. */
    public Decision<Attempt> seen(Instant nextLook) {
        return state.holdsSlot()
                ? Decision.accepted(become(state, telnyx, progress, nextLook, 0))
                : Decision.ignored("nothing is expected of it any more");
    }

    /** Telnyx was asked and did not say: nothing is learnt, ask again at {@code nextLook}. */
    public Decision<Attempt> notTold(Instant nextLook) {
        return state.holdsSlot()
                ? Decision.accepted(become(state, telnyx, progress, nextLook, looks))
                : Decision.ignored("nothing is expected of it any more");
    }

    /** The phone rings. */
    public Decision<Attempt> rings(TelnyxIds ids, Instant at, Instant nextLook) {
        return live(ids, at, nextLook, UnaryOperator.identity());
    }

    /** Someone or something has answered. */
    public Decision<Attempt> answered(TelnyxIds ids, Instant at, Instant nextLook) {
        return live(ids, at, nextLook, known -> known.answered(at));
    }

    /** A machine has answered. */
    public Decision<Attempt> machineHeard(TelnyxIds ids, Instant at, Instant nextLook) {
        return live(ids, at, nextLook, Progress::machineHeard);
    }

    /** The same, told only after the hangup: Telnyx keeps no order among its webhooks (contract, section 6). */
    public Decision<Attempt> machineHeardLate() {
        return state == AttemptState.ENDED
                        && !progress.machine()
                        && progress.outcome().equals(Optional.of(Outcome.COMPLETED))
                ? Decision.accepted(become(state, telnyx, progress.machineHeard(), lookAt, looks))
                : Decision.ignored("the attempt has ended");
    }

    /** The conversation is over; the hangup follows or came before. */
    public Decision<Attempt> conversationEnded(TelnyxIds ids, int secs, Instant at, Instant nextLook) {
        return live(ids, at, nextLook, known -> known.talked(secs));
    }

    private Decision<Attempt> live(TelnyxIds ids, Instant at, Instant nextLook, UnaryOperator<Progress> fact) {
        return switch (state) {
            case PLACING, UNKNOWN, ACCEPTED, LIVE ->
                Decision.accepted(become(
                        AttemptState.LIVE,
                        telnyx.and(ids),
                        fact.apply(progress.accepted(at).started(at)),
                        nextLook,
                        0));
            case REFUSED -> Decision.rejected("nothing was accepted, so no phone can ring for it");
            case ENDED -> Decision.ignored("the attempt has ended");
        };
    }

    /** It is over. The slot is free. */
    public Decision<Attempt> ended(TelnyxIds ids, Outcome outcome, Instant at) {
        return switch (state) {
            case PLACING, UNKNOWN, ACCEPTED, LIVE ->
                Decision.accepted(become(
                        AttemptState.ENDED,
                        telnyx.and(ids),
                        progress.accepted(at).ended(outcome, at),
                        lookAt,
                        0));
            case REFUSED -> Decision.rejected("nothing was accepted, so nothing can end");
            case ENDED -> Decision.ignored("the attempt has ended");
        };
    }

    /** Another of Telnyx's ids for it became known. */
    public Attempt named(TelnyxIds ids) {
        return become(state, telnyx.and(ids), progress, lookAt, looks);
    }

    /** True if a phone may ring for it and Telnyx's id of the call is known. */
    public boolean canBeHungUp() {
        return (state == AttemptState.ACCEPTED || state == AttemptState.LIVE)
                && telnyx.callControlId().isPresent();
    }

    /** A message was left on a machine, or may have been: that is remembered whatever becomes of the attempt. */
    public Attempt messageLeft() {
        return become(state, telnyx, progress.messageLeft(), lookAt, looks);
    }

    /** Telnyx will never accept it. It ends without having been an attempt of the call. */
    public Decision<Attempt> refusedForGood(Instant at) {
        return state.isUncertain()
                ? Decision.accepted(become(AttemptState.ENDED, telnyx, progress.ended(Outcome.FAILED, at), lookAt, 0))
                : Decision.ignored("it is known what became of it");
    }

    /** True once Telnyx is known to have accepted it: only then does it count as an attempt of its call. */
    public boolean counts() {
        return progress.acceptedAt().isPresent();
    }

    /** What the hangup means, given what was heard before. An automated line is a machine and that is fine. */
    public Outcome outcomeOf(Outcome reported, Recipients recipients, MachineRule rule) {
        return reported == Outcome.COMPLETED && progress.machine() && rule.countsMachines(recipients)
                ? Outcome.VOICEMAIL
                : reported;
    }

    /** Whole mission seconds from answer to hangup; 0 if it was not answered. */
    public int durationSecs() {
        return progress.conversationSecs().orElseGet(this::answeredSecs);
    }

    private int answeredSecs() {
        if (progress.answeredAt().isEmpty() || progress.endedAt().isEmpty()) {
            return 0;
        }
        long secs = Duration.between(
                        progress.answeredAt().get(), progress.endedAt().get())
                .toSeconds();
        return (int) Math.max(0, secs);
    }

    /** The one place where the state changes. */
    private Attempt become(AttemptState next, TelnyxIds ids, Progress known, Instant nextLook, int absentLooks) {
        if (next != state && !state.mayBecome(next)) {
            throw new IllegalStateException("an attempt cannot go from " + state + " to " + next);
        }
        return new Attempt(
                id,
                callId,
                runId,
                account,
                assistantId,
                from,
                phone,
                number,
                via,
                next,
                intentAt,
                scheduledFor,
                ids,
                known,
                nextLook,
                absentLooks);
    }
}
