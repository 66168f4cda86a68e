package dev.switchboard.scheduler.domain;

import dev.switchboard.calling.Outcome;
import dev.switchboard.scheduler.domain.Command.Kind;
import dev.switchboard.scheduler.domain.Command.State;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * A call that we dialled, and what is to be done with it: which command follows from which fact under which rule for
 * machines. That the assistant leaves is no such fact: it may have handed the call over to a person. Facts may come repeated and in any order: a command is decided once, and what is decided against stays so.
 */
public final class LiveCall {

    /**
     * How long each kind of silence is borne.
     *
     * @param detection from the answer until it is known who answered; then the assistant speaks to whoever it is
     * @param greeting from hearing a machine to the end of its greeting
     * @param message from beginning to leave a message to its end
     */
    public record Patience(Duration detection, Duration greeting, Duration message) {}

    private final MachineRule rule;
    private final Map<Kind, Command> commands;

    public LiveCall(MachineRule rule, Map<Kind, Command> commands) {
        this.rule = rule;
        this.commands = new EnumMap<>(Kind.class);
        this.commands.putAll(commands);
    }

    public Map<Kind, Command> commands() {
        return Map.copyOf(commands);
    }

    /** What stands after something was heard. */
    public LiveCall after(Heard heard, Instant now, Patience patience) {
        LiveCall next = new LiveCall(rule, commands);
        next.hear(heard, now, patience);
        return next;
    }

    /** It is to end, whatever it is busy with. */
    public LiveCall ending(Instant now) {
        LiveCall next = new LiveCall(rule, commands);
        next.cancel(Kind.START_ASSISTANT, now);
        next.cancel(Kind.LEAVE_MESSAGE, now);
        next.plan(Kind.HANG_UP, now);
        return next;
    }

    private void hear(Heard heard, Instant now, Patience patience) {
        switch (heard) {
            case ANSWERED -> plan(Kind.START_ASSISTANT, rule.listensFirst() ? now.plus(patience.detection()) : now);
            case PERSON -> plan(Kind.START_ASSISTANT, now);
            case MACHINE -> machine(now.plus(patience.greeting()), now, patience);
            case GREETING_OVER -> machine(now, now, patience);
            case FAX -> fax(now);
            case SPOKEN -> spoken(now);
        }
    }

    /** Somebody else may have spoken into the call, too; that is no reason to end it. */
    private void spoken(Instant now) {
        if (mayHaveWorked(Kind.LEAVE_MESSAGE)) {
            plan(Kind.HANG_UP, now);
        }
    }

    /** An assistant that talks already goes on talking: two voices on one line help nobody. */
    private void machine(Instant speakAt, Instant now, Patience patience) {
        switch (rule) {
            case CONTINUE -> {}
            case HANG_UP -> {
                cancel(Kind.START_ASSISTANT, now);
                plan(Kind.HANG_UP, now);
            }
            case LEAVE_MESSAGE -> {
                if (!mayHaveWorked(Kind.START_ASSISTANT)) {
                    cancel(Kind.START_ASSISTANT, now);
                    plan(Kind.LEAVE_MESSAGE, speakAt);
                    plan(Kind.HANG_UP, speakAt.plus(patience.message()));
                }
            }
        }
    }

    private void fax(Instant now) {
        if (rule.listensFirst()) {
            cancel(Kind.START_ASSISTANT, now);
            cancel(Kind.LEAVE_MESSAGE, now);
            plan(Kind.HANG_UP, now);
        }
    }

    public boolean mayHaveWorked(Kind kind) {
        return commands.containsKey(kind) && commands.get(kind).mayHaveWorked();
    }

    /** A command that is planned twice is due at the earlier time. */
    private void plan(Kind kind, Instant dueAt) {
        commands.merge(kind, Command.waiting(kind, dueAt), (known, wanted) -> known.at(wanted.dueAt()));
    }

    /** Also for a command that is only asked for later: facts come in any order. */
    private void cancel(Kind kind, Instant now) {
        commands.merge(kind, Command.never(kind, now), (known, never) -> known.dropped());
    }

    /**
     * What the hangup means for a call that we dialled.
     *
     * @param machine whether one was heard
     */
    public Outcome outcome(Outcome reported, boolean machine) {
        boolean spokenTo = mayHaveWorked(Kind.START_ASSISTANT) || mayHaveWorked(Kind.LEAVE_MESSAGE) || machine;
        return reported == Outcome.COMPLETED && !spokenTo ? Outcome.FAILED : reported;
    }

    /** What became of a command, with what follows from it. */
    public LiveCall with(Command told, Instant now) {
        LiveCall next = new LiveCall(rule, commands);
        next.commands.put(told.kind(), told);
        boolean failed = told.state() == State.DROPPED && told.kind() != Kind.HANG_UP;
        if (failed) {
            next.plan(Kind.HANG_UP, now);
        }
        return next;
    }
}
