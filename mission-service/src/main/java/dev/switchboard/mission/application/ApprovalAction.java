package dev.switchboard.mission.application;

import java.util.Arrays;
import java.util.Optional;

/** What people can be asked to approve. */
public enum ApprovalAction {
    /** The plan of a mission, before any call. */
    MISSION_CALLS("mission.calls"),
    /** Who is called in the next round. */
    ROUND_ADVANCE("round.advance"),
    ASSISTANT_CREATE("assistant.create"),
    ASSISTANT_UPDATE("assistant.update"),
    ASSISTANT_DELETE("assistant.delete"),
    /** Taking a number from the connection it belongs to. */
    NUMBER_REASSIGN("number.reassign"),
    /** Changing a connection. */
    CONNECTION_CHANGE("connection.change");

    private final String word;

    ApprovalAction(String word) {
        this.word = word;
    }

    /** As events, approvals and reasons name it. */
    public String word() {
        return word;
    }

    /** The last part of its configuration key, if it is guarded. */
    public String setting() {
        return word.replace('.', '-');
    }

    /** The action with that word, if there is one. */
    public static Optional<ApprovalAction> of(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word.equals(word))
                .findFirst();
    }
}
