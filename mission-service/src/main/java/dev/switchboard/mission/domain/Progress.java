package dev.switchboard.mission.domain;

import java.util.Optional;

/**
 * How far a run is, in numbers. A target that is called again in a later stage counts once for each stage.
 *
 * @param targets that are to be called, over all stages begun
 * @param pending targets nobody has asked a call for
 * @param open targets asked for and not final
 * @param waiting those of the open ones whose attempt came to nothing and who may be tried again later; 0 unless the
 *     strategy {@code followsAttempts}
 * @param succeeded targets whose latest call has a result
 * @param stage the latest stage that was begun, from 1
 * @param memory what the strategy asked to be kept
 */
public record Progress(
        int targets, int pending, int open, int waiting, int succeeded, int stage, Optional<Best> best, Memory memory) {

    /** A run of one stage that remembers nothing but its best. */
    public Progress(int targets, int pending, int open, int succeeded, Optional<Best> best) {
        this(targets, pending, open, 0, succeeded, 1, best, Memory.NOTHING);
    }

    /** Whether every target is final. */
    public boolean allFinal() {
        return pending == 0 && open == 0;
    }

    public Progress withWaiting(int count) {
        return new Progress(targets, pending, open, count, succeeded, stage, best, memory);
    }
}
