package dev.switchboard.launcher.stack;

/** The stack, or a part of it, does not run. The message is for the person who started it. */
public final class StackFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public StackFailedException(String message) {
        this(message, 1);
    }

    /** @param exitCode 2 if what the part was given is wrong, otherwise 1 */
    StackFailedException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
