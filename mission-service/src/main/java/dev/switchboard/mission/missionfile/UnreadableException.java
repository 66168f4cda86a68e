package dev.switchboard.mission.missionfile;

/** The text is not YAML or JSON at all, or has what a mission file must not have. */
final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Violation violation;

    UnreadableException(Violation violation) {
        super(violation.toString());
        this.violation = violation;
    }

    Violation violation() {
        return violation;
    }
}
