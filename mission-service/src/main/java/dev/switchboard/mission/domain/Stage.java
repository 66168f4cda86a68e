package dev.switchboard.mission.domain;

import java.util.Optional;

/**
 * One way in which targets are called: by which assistant, for which insight. Most classes have one; a target may be
 * called in several, one after another.
 *
 * @param number from 1
 * @param stepId the step of the plan that holds its calls
 * @param name in the results; empty for a class of one stage
 * @param at where its {@code assistant} and {@code insight} stand in the mission file, as a JSON pointer
 */
public record Stage(int number, String stepId, Optional<String> name, String at) {}
