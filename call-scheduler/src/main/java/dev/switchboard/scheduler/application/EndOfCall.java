package dev.switchboard.scheduler.application;

import dev.switchboard.calling.Outcome;
import dev.switchboard.calling.Recipients;
import dev.switchboard.scheduler.domain.Attempt;
import dev.switchboard.scheduler.domain.Command.Kind;
import dev.switchboard.scheduler.domain.Decision;
import dev.switchboard.scheduler.domain.LiveCall;
import dev.switchboard.scheduler.domain.MachineRule;
import dev.switchboard.scheduler.domain.TelnyxIds;
import dev.switchboard.scheduler.domain.Via;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** What a hangup means: Telnyx's word for it, what was heard before, and what the mission wants of machines. */
@ApplicationScoped
public class EndOfCall {

    private final Calls calls;
    private final Commands commands;

    EndOfCall(Calls calls, Commands commands) {
        this.calls = calls;
        this.commands = commands;
    }

    /** The locked attempt as it ends. Only a machine or a call of our own needs a look at more than the attempt. */
    Uni<Decision<Attempt>> of(Mutiny.Session session, Attempt attempt, TelnyxIds ids, Outcome reported, Instant at) {
        boolean dialled = attempt.via() == Via.CALL_CONTROL;
        if (!dialled && !attempt.progress().machine()) {
            return Uni.createFrom().item(attempt.ended(ids, reported, at));
        }
        return calls.lock(session, attempt.callId())
                .map(Optional::orElseThrow)
                .chain(file -> dialled
                        ? ofDialled(session, attempt, file, ids, reported, at)
                        : Uni.createFrom().item(ofMachine(attempt, file, ids, reported, at)));
    }

    private Uni<Decision<Attempt>> ofDialled(
            Mutiny.Session session, Attempt attempt, RequestedCall file, TelnyxIds ids, Outcome reported, Instant at) {
        return commands.of(session, attempt.id())
                .call(() -> commands.close(session, attempt.id()))
                .map(known -> new LiveCall(file.machineRule(), known))
                .map(live -> ofDialled(attempt, live, file, ids, reported, at));
    }

    private static Decision<Attempt> ofDialled(
            Attempt attempt, LiveCall live, RequestedCall file, TelnyxIds ids, Outcome reported, Instant at) {
        Outcome meant = live.outcome(reported, attempt.progress().machine());
        Attempt known = live.mayHaveWorked(Kind.LEAVE_MESSAGE) ? attempt.messageLeft() : attempt;
        return known.ended(ids, outcome(attempt, file, meant), at);
    }

    /** The assistant itself leaves the message then; nobody tells whether it did, so it counts as left. */
    private static Decision<Attempt> ofMachine(
            Attempt attempt, RequestedCall file, TelnyxIds ids, Outcome reported, Instant at) {
        Outcome outcome = outcome(attempt, file, reported);
        boolean left = outcome == Outcome.VOICEMAIL && file.machineRule() == MachineRule.LEAVE_MESSAGE;
        return (left ? attempt.messageLeft() : attempt).ended(ids, outcome, at);
    }

    private static Outcome outcome(Attempt attempt, RequestedCall file, Outcome reported) {
        Recipients recipients = file.terms().recipients();
        return attempt.outcomeOf(reported, recipients, file.machineRule());
    }
}
