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
 * @param answer what is written back to a text
 * @param detected whom Telnyx takes for having answered; null if it is not mistaken
 */
public record Play(
        Outcome outcome,
        Duration ring,
        Duration talk,
        Duration insightDelay,
        boolean noInsight,
        JsonNode insight,
        String summary,
        Answer answer,
        Detected detected) {

    /**
     * What is written back to a text.
     *
     * @param text null if nothing is
     * @param after from the text's arrival
     */
    public record Answer(String text, Duration after) {

        public static final Duration DEFAULT_AFTER = Duration.ofSeconds(60);
        public static final Answer DEFAULT = new Answer("Yes, that works.", DEFAULT_AFTER);
    }

    public Play(
            Outcome outcome,
            Duration ring,
            Duration talk,
            Duration insightDelay,
            boolean noInsight,
            JsonNode insight,
            String summary) {
        this(outcome, ring, talk, insightDelay, noInsight, insight, summary, Answer.DEFAULT, null);
    }

    public static final Duration DEFAULT_RING = Duration.ofSeconds(8);
    public static final Duration DEFAULT_TALK = Duration.ofSeconds(60);
    public static final Duration DEFAULT_INSIGHT_DELAY = Duration.ofSeconds(10);

    /** Whom Telnyx takes for having answered a call. */
    public Detected whoAnswers() {
        if (detected != null) {
            return detected;
        }
        return outcome == Outcome.VOICEMAIL ? Detected.MACHINE : Detected.HUMAN_RESIDENCE;
    }

    /** Whether a text arrives: a phone that nobody picks up takes one all the same. */
    public boolean takesTexts() {
        return switch (outcome) {
            case COMPLETED, NO_ANSWER, VOICEMAIL -> true;
            case BUSY, FAILED, CANCELED -> false;
        };
    }

    /** Whether a text is answered. */
    public boolean answersTexts() {
        return outcome == Outcome.COMPLETED && answer != null && answer.text() != null;
    }

    /** What every number does that no script mentions. */
    public static Play unscripted(Duration insightDelay) {
        return new Play(Outcome.COMPLETED, DEFAULT_RING, null, insightDelay, false, null, null);
    }
}
