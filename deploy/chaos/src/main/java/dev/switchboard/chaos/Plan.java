package dev.switchboard.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Everything that is done to a stack, from the seed alone.
 *
 * @param script what the phones do and people decide, without faults
 * @param faults of the provider, for the script
 * @param suppressed phones that are on the list from the start
 */
public record Plan(
        Settings settings,
        List<Kill> kills,
        List<PlannedMission> missions,
        ObjectNode script,
        ObjectNode faults,
        Set<String> suppressed) {

    /** A Monday, 09:00 in New York, 08:00 in Chicago. */
    static final Instant START = Instant.parse("2026-03-02T14:00:00Z");

    public static Plan of(Settings settings) {
        MissionMaker maker = new MissionMaker(settings);
        maker.make();
        return new Plan(
                settings,
                Kill.plan(settings.seed(), settings.kills(), settings.duration()),
                maker.missions(),
                maker.script(),
                MissionMaker.faults(),
                maker.suppressed());
    }

    /** The script of a run in which nothing goes wrong. */
    ObjectNode undisturbed() {
        return script.deepCopy();
    }

    /** The script of a run in which the provider errs, if it is to. */
    ObjectNode disturbed() {
        ObjectNode disturbed = script.deepCopy();
        if (settings.faults()) {
            disturbed.set("faults", faults);
        }
        return disturbed;
    }
}
