package dev.switchboard.simulator.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * What a called number does in one call.
 *
 * @param talk null if the script leaves it to the outcome
 * @param noInsight the conversation yields no insight
 * @param insight the structured insight; null if it is to be generated
 * @param summary the unstructured insight; null if it is to be generated
 */
public record Play(
        Outcome outcome,
        Duration ring,
        Duration talk,
        Duration insightDelay,
        boolean noInsight,
        JsonNode insight,
        String summary) {

    public static final Duration DEFAULT_RING = Duration.ofSeconds(8);
    public static final Duration DEFAULT_TALK = Duration.ofSeconds(60);
    public static final Duration DEFAULT_INSIGHT_DELAY = Duration.ofSeconds(10);

    /** What every number does that no script mentions. */
    public static Play unscripted(Duration insightDelay) {
        return new Play(Outcome.COMPLETED, DEFAULT_RING, null, insightDelay, false, null, null);
    }
}
