package dev.switchboard.scheduler.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One command for a live call: an intent of its own, committed before it is sent. There is at most one of a kind per
 * attempt, and its id is Telnyx's {@code command_id}, so that sending it again within {@link #SAME_COMMAND} does nothing.
 *
 * @param dueAt when it is sent unless something heard before changes that
 * @param firstSentAt when it may have reached Telnyx first
 */
public record Command(Kind kind, State state, Instant dueAt, Optional<Instant> firstSentAt, int tries) {

    /** Telnyx ignores a repeated command for 60 s (contract, section 11); we stay well within. */
    public static final Duration SAME_COMMAND = Duration.ofSeconds(50);

    /** What is done. */
    public enum Kind {
        START_ASSISTANT,
        LEAVE_MESSAGE,
        HANG_UP
    }

    /** How far it has come. */
    public enum State {
        WAITING,
        /** On its way, or nobody knows whether it arrived. */
        SENT,
        DONE,
        /** Will not be sent (any more). */
        DROPPED
    }

    static Command waiting(Kind kind, Instant dueAt) {
        return new Command(kind, State.WAITING, dueAt, Optional.empty(), 0);
    }

    static Command never(Kind kind, Instant now) {
        return new Command(kind, State.DROPPED, now, Optional.empty(), 0);
    }

    /** True if it has or may have taken effect. */
    public boolean mayHaveWorked() {
        return state == State.SENT || state == State.DONE;
    }

    /**
     * True if sending it (again) at {@code now} can do no harm. A message would be left twice once Telnyx has forgotten the
     * command; a second assistant and a second hangup are refused by the call itself.
     */
    public boolean mayBeSent(Instant now) {
        return kind != Kind.LEAVE_MESSAGE || state != State.SENT || !isForgottenBy(now);
    }

    private boolean isForgottenBy(Instant now) {
        return isOnItsWayFor(SAME_COMMAND, now);
    }

    /** Too long on its way to be of use to whoever waits on the line for {@code patience} at most. */
    public boolean isTooLate(Instant now, Duration patience) {
        return kind != Kind.HANG_UP && isOnItsWayFor(patience, now);
    }

    private boolean isOnItsWayFor(Duration time, Instant now) {
        return firstSentAt.map(at -> !now.isBefore(at.plus(time))).orElse(false);
    }

    Command at(Instant sooner) {
        return state == State.WAITING && sooner.isBefore(dueAt)
                ? new Command(kind, state, sooner, firstSentAt, tries)
                : this;
    }

    Command dropped() {
        return state == State.WAITING ? become(State.DROPPED, dueAt) : this;
    }

    /** It has taken effect, or nothing is left for it to do. */
    public Command done() {
        return become(State.DONE, dueAt);
    }

    /** It will not take effect. */
    public Command givenUp() {
        return become(State.DROPPED, dueAt);
    }

    /** It certainly had no effect: once more, later. */
    public Command notArrived(Instant again) {
        return become(State.WAITING, again);
    }

    /** Nobody knows: the same once more. */
    public Command unclear(Instant again) {
        return become(State.SENT, again);
    }

    private Command become(State next, Instant due) {
        return new Command(kind, next, due, firstSentAt, tries);
    }
}
