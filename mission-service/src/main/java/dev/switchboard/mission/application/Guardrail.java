package dev.switchboard.mission.application;

/** What happens when a mission needs a guarded action. */
public enum Guardrail {
    ALLOW,
    ASK,
    DENY
}
