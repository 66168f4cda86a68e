package dev.switchboard.mission.domain;

/**
 * One step of a run's plan.
 *
 * @param stepId unique in its run
 * @param sequence from 1
 */
public record PlannedStep(String stepId, String description, int sequence) {}
