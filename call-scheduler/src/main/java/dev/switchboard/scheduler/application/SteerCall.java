package dev.switchboard.scheduler.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.messaging.AfterCommit;
import dev.switchboard.scheduler.domain.Attempt;
import dev.switchboard.scheduler.domain.Heard;
import dev.switchboard.scheduler.domain.LiveCall;
import dev.switchboard.scheduler.domain.MachineRule;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Decides what is done with a live call, within the transaction of what was heard; the commands leave after its commit. */
@ApplicationScoped
public class SteerCall {

    private final Commands commands;
    private final MissionClock clock;
    private final MissionSpans spans;
    private final AfterCommit afterCommit;
    private final Runnable send;

    SteerCall(Commands commands, MissionClock clock, MissionSpans spans, AfterCommit afterCommit, Wake wake) {
        this.commands = commands;
        this.clock = clock;
        this.spans = spans;
        this.afterCommit = afterCommit;
        this.send = wake::commands;
    }

    /** Writes the commands that follow from something heard. The attempt is locked. */
    Uni<Void> hear(Mutiny.Session session, UUID attemptId, MachineRule rule, Heard heard) {
        afterCommit.run(session, send);
        return commands.of(session, attemptId)
                .chain(known -> commands.save(
                        session,
                        attemptId,
                        known,
                        new LiveCall(rule, known).after(heard, clock.instant(), spans.patience())));
    }

    /**
     * Writes the hangup of a call that rings or talks, however it was placed. The attempt is locked. False if that is not
     * possible, because it is not known whether, or under which id, Telnyx calls.
     */
    public Uni<Boolean> end(Mutiny.Session session, Attempt attempt) {
        if (!attempt.canBeHungUp()) {
            return Uni.createFrom().item(false);
        }
        afterCommit.run(session, send);
        return commands.of(session, attempt.id())
                .chain(known -> commands.save(
                        session,
                        attempt.id(),
                        known,
                        new LiveCall(MachineRule.CONTINUE, known).ending(clock.instant())))
                .replaceWith(true);
    }
}
