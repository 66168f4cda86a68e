package dev.switchboard.mission.persistence;

import dev.switchboard.mission.application.Provisioned;
import dev.switchboard.mission.application.RunState;
import dev.switchboard.mission.application.Work;
import dev.switchboard.mission.domain.Best;
import dev.switchboard.mission.domain.Memory;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.Spending;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code run}, as far as decisions need it. */
record RunRow(
        UUID id,
        UUID missionId,
        String account,
        String status,
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
        Optional<Memory> memory,
        List<Provisioned> provisions,
        Optional<String> work,
        int workTries,
        Optional<String> outcome,
        Optional<String> outcomeReason,
        int priority,
        Optional<BigDecimal> budgetUsd,
        BigDecimal costUsd) {

    static final String COLUMNS = """
            id, mission_id, account, status, created_at, deadline_at, targets, entries, stage, asked, calls, settled,
            succeeded, talk_minutes, best, memory, provisions, work, work_tries, outcome, outcome_reason, priority,
            budget_usd, cost_usd
            """;

    RunState state() {
        return new RunState(
                id,
                missionId,
                account,
                status(status),
                createdAt,
                deadlineAt,
                targets,
                entries,
                stage,
                asked,
                calls,
                settled,
                succeeded,
                talkMinutes,
                best,
                memory.orElse(Memory.NOTHING),
                provisions,
                work.map(Work::of),
                workTries,
                outcome.map(RunRow::status),
                outcomeReason,
                priority,
                new Spending(costUsd, budgetUsd));
    }

    private static RunStatus status(String word) {
        return RunStatus.of(word).orElseThrow(() -> new IllegalStateException("run status '" + word + "'"));
    }
}
