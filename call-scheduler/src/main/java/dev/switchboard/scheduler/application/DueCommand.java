package dev.switchboard.scheduler.application;

import dev.switchboard.events.CallRequested;
import dev.switchboard.scheduler.domain.Command;
import java.util.UUID;

/**
 * A committed command that may leave now.
 *
 * @param id Telnyx's {@code command_id}
 * @param leasedSince {@link System#nanoTime()} when it was taken up
 */
public record DueCommand(
        UUID id,
        UUID attemptId,
        String account,
        String callControlId,
        Command.Kind kind,
        CallRequested request,
        long leasedSince) {}
