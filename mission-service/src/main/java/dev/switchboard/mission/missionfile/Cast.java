package dev.switchboard.mission.missionfile;

import java.util.Optional;

/**
 * Who speaks in a stage of a mission, and what is extracted from what is said.
 *
 * @param insight empty if the file names none; an assistant that exists may extract something all the same
 */
public record Cast(AssistantChoice assistant, Optional<InsightChoice> insight) {}
