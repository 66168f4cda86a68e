package dev.switchboard.mission.persistence;

import dev.switchboard.mission.application.Provisioned;
import dev.switchboard.mission.application.RunState;
import dev.switchboard.mission.application.Work;
import dev.switchboard.mission.domain.Best;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.Spending;
import java.math.BigDecimal;
import java.time.Instant;
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
        int asked,
        int calls,
        int settled,
        int succeeded,
        int talkMinutes,
        Optional<Best> best,
        Optional<String> assistantId,
        Optional<String> texmlAppId,
        Optional<String> groupId,
        Optional<String> structuredId,
        Optional<String> summaryId,
        Optional<String> fromNumber,
        Optional<String> work,
        int workTries,
        Optional<String> outcome,
        Optional<String> outcomeReason,
        int priority,
        Optional<BigDecimal> budgetUsd,
        BigDecimal costUsd) {

    static final String COLUMNS = """
            id, mission_id, account, status, created_at, deadline_at, targets, asked, calls, settled, succeeded, talk_minutes, best,
            assistant_id, texml_app_id, group_id, structured_id, summary_id, from_number, work, work_tries, outcome,
            outcome_reason, priority, budget_usd, cost_usd
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
                asked,
                calls,
                settled,
                succeeded,
                talkMinutes,
                best,
                new Provisioned(assistantId, texmlAppId, groupId, structuredId, summaryId, fromNumber),
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
