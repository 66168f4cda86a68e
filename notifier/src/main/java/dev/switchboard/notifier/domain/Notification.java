package dev.switchboard.notifier.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One message on its way to one channel, claimed by this process.
 *
 * @param missionId the mission it is about; empty, with the run, if there is none
 * @param attempts made so far, the one it was claimed for included
 * @param revision of what it has to show; a later one means that there is more to send
 * @param createdAt when there was something to tell
 */
public record Notification(
        UUID id,
        Optional<UUID> missionId,
        Optional<UUID> runId,
        String account,
        Channel channel,
        int attempts,
        int revision,
        Instant createdAt,
        Message message) {}
