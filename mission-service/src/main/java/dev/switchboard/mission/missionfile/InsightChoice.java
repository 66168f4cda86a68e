package dev.switchboard.mission.missionfile;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What is extracted from each conversation. */
public sealed interface InsightChoice {

    /** An insight template that exists at Telnyx. */
    record ExistingInsight(String id) implements InsightChoice {}

    /** One that is created unless an equal one exists. */
    record InlineInsight(String name, String instructions, ObjectNode jsonSchema) implements InsightChoice {}
}
