package dev.switchboard.mission.application;

import dev.switchboard.mission.domain.Best;
import dev.switchboard.mission.domain.Memory;
import dev.switchboard.mission.domain.Progress;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.Spending;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A run as decisions see it.
 *
 * @param targets as listed, whatever the number of stages they are called in
 * @param entries targets to be called, over all stages begun: one that is called again in another stage counts again
 * @param stage the latest that was begun, from 1
 * @param asked entries a call was requested for
 * @param calls attempts that Telnyx accepted
 * @param settled entries whose status is final
 * @param succeeded targets whose latest entry has a result
 * @param talkMinutes minutes begun, over all calls
 * @param provisions what the calls of each stage are made with, as far as it is known
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
        int entries,
        int stage,
        int asked,
        int calls,
        int settled,
        int succeeded,
        int talkMinutes,
        Optional<Best> best,
        Memory memory,
        List<Provisioned> provisions,
        Optional<Work> work,
        int workTries,
        Optional<RunStatus> outcome,
        Optional<String> outcomeReason,
        int priority,
        Spending spending) {

    /** How far it is, in the strategy's terms. */
    public Progress progress() {
        return new Progress(entries, entries - asked, open(), 0, succeeded, stage, best, memory);
    }

    /** What the calls of a stage are made with, as far as it is known. */
    public Provisioned provisioned(int ofStage) {
        return ofStage <= provisions.size() ? provisions.get(ofStage - 1) : Provisioned.NOTHING;
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
        return change().settled(settled + 1)
                .succeeded(succeeded + (withResult ? 1 : 0))
                .state();
    }

    public RunState dropping(int count) {
        return change().settled(settled + count).state();
    }

    public RunState asking(int count) {
        return change().asked(asked + count).state();
    }

    public RunState keeping(Optional<Best> newBest, Memory newMemory) {
        return change().best(newBest).memory(newMemory).state();
    }

    public RunState started() {
        return change().status(RunStatus.RUNNING).work(Optional.empty()).state();
    }

    /** Nothing goes on before somebody decides. */
    public RunState awaitingApproval() {
        return change().status(RunStatus.AWAITING_APPROVAL)
                .work(Optional.empty())
                .state();
    }

    /** With a status that {@link RunStatus#to} has accepted. */
    public RunState becoming(RunStatus newStatus) {
        return change().status(newStatus).state();
    }

    /** With other limits. Work that waits for them is due again. */
    public RunState steered(int newPriority, Optional<Instant> newDeadline, Spending newSpending) {
        return change().limits(newPriority, newDeadline, newSpending).state();
    }

    public RunState doing(Optional<Work> newWork) {
        return change().work(newWork).state();
    }

    /**
     * So many of its targets are to be called again, in a stage that has begun.
     *
     * @param hadResult how many of them had a result, which no longer counts
     */
    public RunState callingAgain(int inStage, int count, int hadResult) {
        return change().stage(Math.max(stage, inStage))
                .entries(entries + count)
                .succeeded(succeeded - hadResult)
                .state();
    }

    /** So many targets more are listed. */
    public RunState adding(int count) {
        return change().targets(targets + count).entries(entries + count).state();
    }

    /** The end is decided; what is left to do for it follows as work. */
    public RunState ending(RunStatus newOutcome, Optional<String> reason) {
        return change().work(Optional.of(Work.FINISH))
                .outcome(Optional.of(newOutcome), reason)
                .state();
    }

    private Change change() {
        return new Change(this);
    }

    /** What is to be different. */
    private static final class Change {
        private final RunState before;
        private RunStatus status;
        private int targets;
        private int entries;
        private int stage;
        private int asked;
        private int settled;
        private int succeeded;
        private Optional<Best> best;
        private Memory memory;
        private Optional<Work> work;
        private Optional<RunStatus> outcome;
        private Optional<String> outcomeReason;
        private Optional<Instant> deadlineAt;
        private int priority;
        private Spending spending;

        private Change(RunState before) {
            this.before = before;
            status = before.status;
            targets = before.targets;
            entries = before.entries;
            stage = before.stage;
            asked = before.asked;
            settled = before.settled;
            succeeded = before.succeeded;
            best = before.best;
            memory = before.memory;
            work = before.work;
            outcome = before.outcome;
            outcomeReason = before.outcomeReason;
            deadlineAt = before.deadlineAt;
            priority = before.priority;
            spending = before.spending;
        }

        private Change status(RunStatus next) {
            status = next;
            return this;
        }

        private Change targets(int count) {
            targets = count;
            return this;
        }

        private Change entries(int count) {
            entries = count;
            return this;
        }

        private Change stage(int number) {
            stage = number;
            return this;
        }

        private Change asked(int count) {
            asked = count;
            return this;
        }

        private Change settled(int count) {
            settled = count;
            return this;
        }

        private Change succeeded(int count) {
            succeeded = count;
            return this;
        }

        private Change best(Optional<Best> next) {
            best = next;
            return this;
        }

        private Change memory(Memory next) {
            memory = next;
            return this;
        }

        private Change work(Optional<Work> next) {
            work = next;
            return this;
        }

        private Change outcome(Optional<RunStatus> next, Optional<String> reason) {
            outcome = next;
            outcomeReason = reason;
            return this;
        }

        private Change limits(int newPriority, Optional<Instant> newDeadline, Spending newSpending) {
            priority = newPriority;
            deadlineAt = newDeadline;
            spending = newSpending;
            return this;
        }

        private RunState state() {
            return new RunState(
                    before.id,
                    before.missionId,
                    before.account,
                    status,
                    before.createdAt,
                    deadlineAt,
                    targets,
                    entries,
                    stage,
                    asked,
                    before.calls,
                    settled,
                    succeeded,
                    before.talkMinutes,
                    best,
                    memory,
                    before.provisions,
                    work,
                    work.equals(before.work) ? before.workTries : 0,
                    outcome,
                    outcomeReason,
                    priority,
                    spending);
        }
    }
}
