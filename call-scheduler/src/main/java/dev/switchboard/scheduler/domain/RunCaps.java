package dev.switchboard.scheduler.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A run's own caps, under the account's. */
public record RunCaps(Optional<Integer> concurrentCalls, Optional<DialRate> rate) {

    public static final RunCaps NONE = new RunCaps(Optional.empty(), Optional.empty());

    boolean leaveRoom(UUID runId, Load load, Instant now) {
        return concurrentCalls.map(cap -> load.live(runId) < cap).orElse(true)
                && rate.map(limit -> limit.room(load.dials(runId), now) > 0).orElse(true);
    }

    Optional<Instant> freeAt(UUID runId, Load load, Instant now) {
        return rate.flatMap(limit -> limit.freeAt(load.dials(runId), now));
    }
}
