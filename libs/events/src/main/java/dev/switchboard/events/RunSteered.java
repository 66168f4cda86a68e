package dev.switchboard.events;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * How a run is steered from now on. It says everything at once, so that the latest by {@code steeredAt} is all that
 * counts; it may come before the run's first call.
 *
 * @param held whether no call of the run is placed until it says otherwise; calls under way are not touched
 * @param priority of the run among those of its account, higher goes first; empty for none, which is 0
 * @param deadline after which its calls are no longer placed; empty if it has none
 */
public record RunSteered(
        UUID runId,
        String account,
        boolean held,
        Optional<Integer> priority,
        Optional<Instant> deadline,
        Instant steeredAt) {

    public RunSteered {
        Required.field(runId, "run_id");
        Required.field(account, "account");
        priority = Required.orElse(priority, Optional.empty());
        deadline = Required.orElse(deadline, Optional.empty());
        Required.field(steeredAt, "steered_at");
    }
}
