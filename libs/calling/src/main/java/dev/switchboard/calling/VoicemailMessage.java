package dev.switchboard.calling;

/** Who leaves a message when a machine answers, and so who can be kept from leaving a second one. */
public enum VoicemailMessage {
    /** None is left. */
    NONE,
    /** The call leaves one, and may be told not to. */
    BY_CALL,
    /** The assistant's own setting leaves one, and no single call can be kept from it. */
    BY_ASSISTANT
}
