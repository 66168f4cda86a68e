package dev.switchboard.launcher;

import java.util.List;

/** The command line cannot be carried out as it is. */
final class WrongUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongUseException(List<String> problems) {
        super(String.join("\n", problems));
    }
}
