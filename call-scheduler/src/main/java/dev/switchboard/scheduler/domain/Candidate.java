package dev.switchboard.scheduler.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A due call whose window is open now.
 *
 * @param runPriority of its run among those of the account, higher first
 * @param priority among the calls of its run, higher first
 */
public record Candidate(
        UUID callId,
        UUID runId,
        int runPriority,
        String phone,
        int priority,
        Instant dueAt,
        int sequence,
        RunCaps caps) {}
