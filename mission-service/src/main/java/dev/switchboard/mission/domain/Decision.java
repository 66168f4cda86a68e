package dev.switchboard.mission.domain;

import java.util.List;
import java.util.Optional;

/**
 * What follows from a change.
 *
 * @param best to be kept from now on
 * @param memory to be kept from now on, with the moves done
 * @param learned to be kept instead if the moves are not done
 * @param notes what a person should know about it, one line each
 */
public record Decision(Optional<Best> best, Memory memory, Memory learned, List<Move> moves, List<String> notes) {

    public Decision {
        moves = List.copyOf(moves);
        notes = List.copyOf(notes);
    }

    /** These moves; what is remembered stays. */
    public static Decision of(Progress progress, Move... moves) {
        return new Decision(progress.best(), progress.memory(), progress.memory(), List.of(moves), List.of());
    }

    public Decision keeping(Optional<Best> newBest) {
        return new Decision(newBest, memory, learned, moves, notes);
    }

    /** What is remembered once the moves are done. */
    public Decision remembering(Memory newMemory) {
        return new Decision(best, newMemory, learned, moves, notes);
    }

    /** What is remembered even if the moves are not done. */
    public Decision learning(Memory newMemory) {
        return new Decision(best, memory, newMemory, moves, notes);
    }

    /** The same without what it wants done: a strategy is asked again when the run goes on. */
    public Decision held() {
        return new Decision(best, learned, learned, List.of(), notes);
    }

    public Decision noting(List<String> texts) {
        return new Decision(best, memory, learned, moves, texts);
    }
}
