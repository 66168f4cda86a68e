package dev.switchboard.mission.missionfile;

import java.util.List;
import java.util.Optional;

/** What came of reading a mission file: the file, or everything that is wrong with it. */
public sealed interface Reading {

    record Valid(MissionFile missionFile) implements Reading {}

    /** @param violations at least one */
    record Invalid(List<Violation> violations) implements Reading {

        public Invalid {
            violations = List.copyOf(violations);
        }
    }

    default Optional<MissionFile> file() {
        return this instanceof Valid valid ? Optional.of(valid.missionFile()) : Optional.empty();
    }

    /** Empty if the file is valid. */
    default List<Violation> problems() {
        return this instanceof Invalid invalid ? invalid.violations() : List.of();
    }
}
