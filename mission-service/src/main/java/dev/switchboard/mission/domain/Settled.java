package dev.switchboard.mission.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A target whose status is final.
 *
 * @param position its place in the mission file, from 1
 * @param sequence its place in the order of calls, from 1
 * @param stage it was called in, from 1
 * @param insight empty unless valid
 * @param summary the unstructured one, empty if there is none
 * @param shortfall why there is no result, as far as it is known
 */
public record Settled(
        int position,
        int sequence,
        int stage,
        Target target,
        TargetStatus status,
        Map<String, Object> insight,
        String summary,
        CallFacts call,
        Optional<String> shortfall) {

    private static final Target NOBODY = new Target("", "", Optional.empty(), 0, Optional.empty(), Map.of());
    private static final CallFacts NO_CALL = new CallFacts(Optional.empty(), 0, 0, Optional.empty());

    public Settled {
        insight = Collections.unmodifiableMap(new LinkedHashMap<>(insight));
    }

    /** Of the first stage, with nothing known about what is missing. */
    public Settled(
            int position,
            int sequence,
            Target target,
            TargetStatus status,
            Map<String, Object> insight,
            String summary,
            CallFacts call) {
        this(position, sequence, 1, target, status, insight, summary, call, Optional.empty());
    }

    /** The same without what it holds, for whoever keeps many: known by position, sequence, stage and status alone. */
    public Settled bare() {
        return new Settled(position, sequence, stage, NOBODY, status, Map.of(), "", NO_CALL, Optional.empty());
    }

    /** Whether there is a result to compare. */
    public boolean usable() {
        return status == TargetStatus.SUCCEEDED;
    }
}
