package dev.switchboard.launcher;

import java.util.Optional;

/** Whether a person sits there. {@code deploy/run} says so, because Java versions answer differently. */
final class Terminal {

    private static final int USUAL_WIDTH = 100;

    private Terminal() {}

    static boolean isInput() {
        return Boolean.getBoolean("switchboard.terminal.in");
    }

    static boolean isOutput() {
        return Boolean.getBoolean("switchboard.terminal.out");
    }

    static int width() {
        return Optional.ofNullable(System.getenv("COLUMNS"))
                .filter(columns -> columns.matches("\\d{2,3}"))
                .map(Integer::valueOf)
                .orElse(USUAL_WIDTH);
    }
}
