package dev.switchboard.simulator.script;

/** A script that cannot be played: one line that names the path, the value found and what was expected. */
public final class ScriptProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ScriptProblem(String path, String found, String expected) {
        super(path + ": " + found + ": expected " + expected);
    }

    ScriptProblem(String message) {
        super(message);
    }
}
