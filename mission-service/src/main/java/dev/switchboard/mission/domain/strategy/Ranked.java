package dev.switchboard.mission.domain.strategy;

import dev.switchboard.mission.domain.Settled;
import java.util.Optional;

/**
 * A result and what the ranking made of it.
 *
 * @param rank from 1; empty if it is not ranked
 * @param recommended whether it is among the top
 * @param measure what it was compared by, {@code high temp f 107}; empty if it is not ranked
 * @param reason which rule placed it, in words a person can read
 */
public record Ranked(Settled settled, Optional<Integer> rank, boolean recommended, String measure, String reason) {

    /** The same place with all that is known of the result. */
    public Ranked of(Settled known) {
        return new Ranked(known, rank, recommended, measure, reason);
    }
}
