package dev.switchboard.mission.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A target whose status is final.
 *
 * @param position its place in the mission file, from 1
 * @param sequence its place in the order of calls, from 1
 * @param insight empty unless valid
 * @param summary the unstructured one, empty if there is none
 */
public record Settled(
        int position,
        int sequence,
        Target target,
        TargetStatus status,
        Map<String, Object> insight,
        String summary,
        CallFacts call) {

    public Settled {
        insight = Collections.unmodifiableMap(new LinkedHashMap<>(insight));
    }

    /** Whether there is a result to compare. */
    public boolean usable() {
        return status == TargetStatus.SUCCEEDED;
    }
}
