package dev.switchboard.scheduler.application;

import dev.switchboard.calling.Outcome;
import dev.switchboard.scheduler.domain.TelnyxIds;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A scheduled event or a call as Telnyx shows it (contract, sections 2.1 and 4.1).
 *
 * @param attemptId from its conversation metadata or client state; empty for one that is not ours
 * @param startedAt when Telnyx dispatched it, if it has
 * @param outcome only with {@link Stage#FINAL}
 */
public record Sighting(
        TelnyxIds ids,
        Optional<UUID> attemptId,
        Stage stage,
        Optional<Instant> startedAt,
        Optional<Outcome> outcome,
        Optional<Integer> durationSecs) {

    /** How far it has come. */
    public enum Stage {
        PENDING,
        UNDER_WAY,
        FINAL
    }
}
