package dev.switchboard.mission.domain;

import java.util.Optional;

/**
 * How far a run is, in numbers.
 *
 * @param pending targets nobody has asked a call for
 * @param open targets asked for and not final
 * @param succeeded targets with a result
 */
public record Progress(int targets, int pending, int open, int succeeded, Optional<Best> best) {

    /** Whether every target is final. */
    public boolean allFinal() {
        return pending == 0 && open == 0;
    }

    public Progress withBest(Optional<Best> newBest) {
        return new Progress(targets, pending, open, succeeded, newBest);
    }
}
