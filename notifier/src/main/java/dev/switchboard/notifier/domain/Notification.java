package dev.switchboard.notifier.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * One notice on its way to one channel, claimed by this process.
 *
 * @param attempts made so far, the one it was claimed for included
 */
public record Notification(
        UUID id,
        UUID missionId,
        UUID runId,
        String account,
        Channel channel,
        int attempts,
        Instant createdAt,
        CompletionNotice notice) {}
