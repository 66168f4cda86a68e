package dev.switchboard.scheduler.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.messaging.UnitOfWork;
import dev.switchboard.scheduler.domain.Attempt;
import dev.switchboard.scheduler.domain.AttemptState;
import dev.switchboard.scheduler.domain.Command;
import dev.switchboard.scheduler.domain.Command.Kind;
import dev.switchboard.scheduler.domain.LiveCall;
import dev.switchboard.scheduler.domain.MachineRule;
import dev.switchboard.scheduler.domain.TelnyxIds;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Records what Telnyx said to a command, and what follows from it for the call. */
@ApplicationScoped
public class RecordCommand {

    private static final Logger LOG = Logger.getLogger(RecordCommand.class);

    /** After so many hangups that did not arrive they follow each other more slowly, but they do not stop. */
    private static final int IN_A_ROW = 20;

    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final int TRIES = 6;

    private final Attempts attempts;
    private final Commands commands;
    private final UnitOfWork work;
    private final MissionClock clock;
    private final MissionSpans spans;
    private final Wake wake;

    RecordCommand(
            Attempts attempts, Commands commands, UnitOfWork work, MissionClock clock, MissionSpans spans, Wake wake) {
        this.attempts = attempts;
        this.commands = commands;
        this.work = work;
        this.clock = clock;
        this.spans = spans;
        this.wake = wake;
    }

    /** Records the answer in one transaction, and tries again while the database is away. */
    public Uni<Void> record(DueCommand due, CommandAnswer answer) {
        if (answer.kind() != CommandAnswer.Kind.DONE) {
            LOG.warnf(
                    "Telnyx to command %s: %s %s. missionId=%s runId=%s callId=%s",
                    due.kind(),
                    answer.kind(),
                    answer.reason(),
                    due.request().missionId(),
                    due.request().runId(),
                    due.request().callId());
        }
        return work.perform(session -> apply(session, due, answer))
                .onFailure()
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .atMost(TRIES)
                .invoke(wake::commands);
    }

    private Uni<Void> apply(Mutiny.Session session, DueCommand due, CommandAnswer answer) {
        return attempts.lock(session, due.attemptId())
                .map(Optional::orElseThrow)
                .chain(attempt -> commands.of(session, due.attemptId())
                        .chain(known -> apply(session, attempt, known, due, answer)));
    }

    private Uni<Void> apply(
            Mutiny.Session session, Attempt attempt, Map<Kind, Command> known, DueCommand due, CommandAnswer answer) {
        Command told = told(known.get(due.kind()), answer);
        LiveCall after = new LiveCall(MachineRule.CONTINUE, known).with(told, clock.instant());
        Attempt learnt = learnt(attempt, told, answer);
        Uni<Void> saved = learnt.equals(attempt) ? Uni.createFrom().voidItem() : attempts.save(session, learnt);
        return saved.chain(() -> commands.save(session, due.attemptId(), known, after))
                .chain(() -> attempt.state() == AttemptState.ENDED
                        ? commands.close(session, due.attemptId())
                        : Uni.createFrom().voidItem());
    }

    private Command told(Command command, CommandAnswer answer) {
        Instant now = clock.instant();
        return switch (answer.kind()) {
            case DONE -> command.done();
            case REFUSED -> command.givenUp();
            case NOT_ARRIVED ->
                isHopeless(command, now) ? command.givenUp() : command.notArrived(again(command, answer));
            case UNCLEAR -> unclear(command, answer, now);
        };
    }

    /** A message that may have been left counts as left. */
    private Command unclear(Command command, CommandAnswer answer, Instant now) {
        Command again = command.unclear(again(command, answer));
        if (!again.mayBeSent(again.dueAt())) {
            return command.done();
        }
        return isHopeless(command, now) ? command.givenUp() : again;
    }

    private Instant again(Command command, CommandAnswer answer) {
        return command.tries() < IN_A_ROW
                ? spans.beforeCommand(answer.retryAfter())
                : spans.afterFailure(answer.retryAfter());
    }

    private boolean isHopeless(Command command, Instant now) {
        return command.isTooLate(now, spans.onSilentLine());
    }

    private static Attempt learnt(Attempt attempt, Command told, CommandAnswer answer) {
        Attempt known = answer.conversationId()
                .map(id -> attempt.named(TelnyxIds.NONE.inConversation(Optional.of(id))))
                .orElse(attempt);
        return told.kind() == Kind.LEAVE_MESSAGE && told.mayHaveWorked() ? known.messageLeft() : known;
    }
}
