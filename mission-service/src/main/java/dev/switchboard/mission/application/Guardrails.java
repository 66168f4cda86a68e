package dev.switchboard.mission.application;

/** What may be done in an account's name without asking. */
public interface Guardrails {

    Guardrail of(String account, ApprovalAction action);
}
