package dev.switchboard.simulator.script;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the called numbers do, what goes wrong, and what people decide. */
public record Script(
        long seed,
        Limits limits,
        Map<String, List<ScriptEntry>> numbers,
        Faults faults,
        List<ScriptApproval> approvals,
        Duration insightDelay) {

    /** Entries under this key are played by every number that has none of its own. */
    static final String ANY_NUMBER = "*";

    public static final Script EMPTY =
            new Script(0, Limits.DEFAULT, Map.of(), Faults.NONE, List.of(), Play.DEFAULT_INSIGHT_DELAY);

    /** The first entry whose conditions hold; a plain answered call if none does. */
    public Play play(String number, int attempt, Map<String, String> vars, String assistant) {
        List<ScriptEntry> entries = numbers.getOrDefault(number, numbers.getOrDefault(ANY_NUMBER, List.of()));
        for (ScriptEntry entry : entries) {
            if (entry.fits(vars, attempt, assistant)) {
                return entry.play();
            }
        }
        return Play.unscripted(insightDelay);
    }

    public Script with(Faults other) {
        return new Script(seed, limits, numbers, other, approvals, insightDelay);
    }
}
