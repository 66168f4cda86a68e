package dev.switchboard.simulator.call;

import dev.switchboard.simulator.script.CurrentScript;
import dev.switchboard.simulator.script.Play;
import java.util.HashMap;
import java.util.Map;

/** The called numbers: counts the calls to each and asks the script what it does. */
public final class PhoneLines {

    private final CurrentScript script;
    private final Map<String, Integer> calls = new HashMap<>();

    public PhoneLines(CurrentScript script) {
        this.script = script;
    }

    /** The number of this call to that number, from 1. */
    public int ring(String number) {
        return calls.merge(number, 1, Integer::sum);
    }

    /** Takes over from an earlier process. */
    public void restore(String number, int attempt) {
        calls.merge(number, attempt, Math::max);
    }

    public Play play(String number, int attempt, Map<String, String> vars, String assistant) {
        return script.get().play(number, attempt, vars, assistant);
    }
}
