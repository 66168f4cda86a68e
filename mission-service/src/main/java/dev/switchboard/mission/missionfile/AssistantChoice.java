package dev.switchboard.mission.missionfile;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Who speaks. */
public sealed interface AssistantChoice {

    /** One that exists at Telnyx. */
    record ExistingAssistant(String id) implements AssistantChoice {}

    /**
     * One that is created unless an equal one exists.
     *
     * @param fields everything the file says, {@code name} and {@code instructions} included, in Telnyx's words
     *     (contract, section 2)
     */
    record InlineAssistant(String name, ObjectNode fields) implements AssistantChoice {}
}
