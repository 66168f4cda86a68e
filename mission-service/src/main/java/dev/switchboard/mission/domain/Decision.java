package dev.switchboard.mission.domain;

import java.util.List;
import java.util.Optional;

/**
 * What follows from a change.
 *
 * @param best to be kept from now on
 * @param notes what a person should know about it, one line each
 */
public record Decision(Optional<Best> best, List<Move> moves, List<String> notes) {

    /** The same without what it wants done: a strategy is asked again when the run goes on. */
    public Decision held() {
        return new Decision(best, List.of(), notes);
    }
}
