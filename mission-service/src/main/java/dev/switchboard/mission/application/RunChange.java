package dev.switchboard.mission.application;

import dev.switchboard.mission.domain.Spending;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** How a run's limits are to change; what was not given stays. */
public record RunChange(
        Optional<Integer> priority, Optional<Limit<Instant>> deadline, Optional<Limit<BigDecimal>> budgetUsd) {

    /** A limit that was given; without a value it is lifted. */
    public record Limit<T>(Optional<T> value) {}

    RunState of(RunState run) {
        Spending spending =
                budgetUsd.map(limit -> run.spending().under(limit.value())).orElse(run.spending());
        return run.steered(
                priority.orElse(run.priority()), deadline.map(Limit::value).orElse(run.deadlineAt()), spending);
    }
}
