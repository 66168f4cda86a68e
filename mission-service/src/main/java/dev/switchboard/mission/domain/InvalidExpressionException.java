package dev.switchboard.mission.domain;

/** The text is not an expression that can stand where it stands; the message says what and where. */
public final class InvalidExpressionException extends Exception {

    private static final long serialVersionUID = 1L;

    public InvalidExpressionException(String problem) {
        super(problem);
    }
}
