package dev.switchboard.mission.application;

import dev.switchboard.mission.domain.Best;
import dev.switchboard.mission.domain.Progress;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.Spending;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A run as decisions see it.
 *
 * @param asked targets a call was requested for, in the order of calls
 * @param calls attempts that Telnyx accepted
 * @param settled targets whose status is final
 * @param succeeded targets with a result
 * @param talkMinutes minutes begun, over all calls
 * @param priority among the runs of its account, higher first
 * @param spending what it has cost and may cost
 * @param outcome how the run will end; present from the moment that is decided
 * @param outcomeReason why it ends before its time
 */
public record RunState(
        UUID id,
        UUID missionId,
        String account,
        RunStatus status,
        Instant createdAt,
        Optional<Instant> deadlineAt,
        int targets,
        int asked,
        int calls,
        int settled,
        int succeeded,
        int talkMinutes,
        Optional<Best> best,
        Provisioned provisioned,
        Optional<Work> work,
        int workTries,
        Optional<RunStatus> outcome,
        Optional<String> outcomeReason,
        int priority,
        Spending spending) {

    /** How far it is, in the strategy's terms. */
    public Progress progress() {
        return new Progress(targets, targets - asked, open(), succeeded, best);
    }

    /** Whether the strategy is to be asked about what happens: not before the start, nor once the end is decided. */
    public boolean decides() {
        return status == RunStatus.RUNNING && outcome.isEmpty();
    }

    /** Whether the strategy hears what happens although nothing is done about it until the run goes on. */
    public boolean holds() {
        return status == RunStatus.PAUSED && outcome.isEmpty();
    }

    /** Targets a call was requested for that are not final. */
    public int open() {
        return Math.max(0, asked - settled);
    }

    /** Whether its end is decided or past. */
    public boolean ends() {
        return status.isFinal() || outcome.isPresent();
    }

    public RunState settling(boolean withResult) {
        return copy(status, asked, settled + 1, succeeded + (withResult ? 1 : 0), best, work, outcome, outcomeReason);
    }

    public RunState dropping(int count) {
        return copy(status, asked, settled + count, succeeded, best, work, outcome, outcomeReason);
    }

    public RunState asking(int count) {
        return copy(status, asked + count, settled, succeeded, best, work, outcome, outcomeReason);
    }

    public RunState keeping(Optional<Best> newBest) {
        return copy(status, asked, settled, succeeded, newBest, work, outcome, outcomeReason);
    }

    public RunState started() {
        return copy(RunStatus.RUNNING, asked, settled, succeeded, best, Optional.empty(), outcome, outcomeReason);
    }

    /** With a status that {@link RunStatus#to} has accepted. */
    public RunState becoming(RunStatus newStatus) {
        return copy(newStatus, asked, settled, succeeded, best, work, outcome, outcomeReason);
    }

    /** With other limits. Work that waits for them is due again. */
    public RunState steered(int newPriority, Optional<Instant> newDeadline, Spending newSpending) {
        return new RunState(
                id,
                missionId,
                account,
                status,
                createdAt,
                newDeadline,
                targets,
                asked,
                calls,
                settled,
                succeeded,
                talkMinutes,
                best,
                provisioned,
                work,
                workTries,
                outcome,
                outcomeReason,
                newPriority,
                newSpending);
    }

    public RunState doing(Optional<Work> newWork) {
        return copy(status, asked, settled, succeeded, best, newWork, outcome, outcomeReason);
    }

    /** The end is decided; what is left to do for it follows as work. */
    public RunState ending(RunStatus newOutcome, Optional<String> reason) {
        return copy(status, asked, settled, succeeded, best, Optional.of(Work.FINISH), Optional.of(newOutcome), reason);
    }

    private RunState copy(
            RunStatus newStatus,
            int newAsked,
            int newSettled,
            int newSucceeded,
            Optional<Best> newBest,
            Optional<Work> newWork,
            Optional<RunStatus> newOutcome,
            Optional<String> newReason) {
        return new RunState(
                id,
                missionId,
                account,
                newStatus,
                createdAt,
                deadlineAt,
                targets,
                newAsked,
                calls,
                newSettled,
                newSucceeded,
                talkMinutes,
                newBest,
                provisioned,
                newWork,
                newWork.equals(work) ? workTries : 0,
                newOutcome,
                newReason,
                priority,
                spending);
    }
}
