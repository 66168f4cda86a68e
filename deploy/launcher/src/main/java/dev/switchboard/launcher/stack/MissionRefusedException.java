package dev.switchboard.launcher.stack;

import java.util.List;

/** The mission was not accepted. */
public final class MissionRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    MissionRefusedException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line for each thing wrong with it. */
    public List<String> problems() {
        return problems;
    }
}
