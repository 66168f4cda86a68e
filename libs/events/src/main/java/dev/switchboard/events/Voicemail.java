package dev.switchboard.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * What to do when a machine answers.
 *
 * @param message the words to leave, with {@link Rule#LEAVE_MESSAGE}; empty if the assistant finds its own
 */
public record Voicemail(Rule rule, Optional<String> message) {

    /** On the wire in lower case with underscores, as in the mission file. */
    public enum Rule {
        /** The assistant talks to whatever answers. */
        @JsonProperty("continue")
        CONTINUE,
        @JsonProperty("hang_up")
        HANG_UP,
        /** One message, after the greeting. */
        @JsonProperty("leave_message")
        LEAVE_MESSAGE
    }

    public Voicemail {
        Required.field(rule, "voicemail.rule");
        message = Required.orElse(message, Optional.empty());
    }
}
