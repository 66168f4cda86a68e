package dev.switchboard.scheduler.domain;

import java.time.Instant;
import java.util.UUID;

/** A due call whose window is open now. */
public record Candidate(
        UUID callId, UUID runId, String phone, int priority, Instant dueAt, int sequence, RunCaps caps) {}
