package dev.switchboard.mission.domain;

/** An expression has no value for the names it was given; the message says why. */
public final class ExpressionFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    public ExpressionFailedException(String reason) {
        super(reason);
    }
}
