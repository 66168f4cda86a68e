package dev.switchboard.mission.application;

import dev.switchboard.events.MalformedEventException;
import dev.switchboard.mission.missionfile.Violation;
import java.util.List;
import java.util.stream.Collectors;

/** What another system asked for is no mission. The message names what is wrong, but not the values: they may be numbers. */
final class InvalidMissionException extends MalformedEventException {

    private static final long serialVersionUID = 1L;

    private static final int VIOLATIONS_TOLD = 100;

    private final transient List<Violation> violations;

    InvalidMissionException(List<Violation> violations) {
        super("not a valid mission: " + list(violations));
        this.violations = List.copyOf(violations);
    }

    List<Violation> violations() {
        return violations;
    }

    private static String list(List<Violation> violations) {
        String told = violations.stream()
                .limit(VIOLATIONS_TOLD)
                .map(Violation::withoutValue)
                .collect(Collectors.joining("; "));
        int more = violations.size() - VIOLATIONS_TOLD;
        return more > 0 ? told + "; and " + more + " more" : told;
    }
}
