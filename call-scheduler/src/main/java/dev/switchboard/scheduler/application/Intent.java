package dev.switchboard.scheduler.application;

import dev.switchboard.events.CallRequested;
import dev.switchboard.scheduler.domain.Via;
import java.time.Instant;
import java.util.UUID;

/**
 * A committed intent: the request that may leave now, and only now.
 *
 * @param silentToMachines a machine that answers must not get a message: this person has one already
 * @param leasedSince {@link System#nanoTime()} at the claim: too long after it another process may have taken over
 * @param afterFailure whether the account's last requests did not get in
 */
public record Intent(
        UUID attemptId,
        int number,
        Via via,
        CallRequested request,
        Instant intentAt,
        Instant scheduledFor,
        boolean silentToMachines,
        long leasedSince,
        boolean afterFailure) {

    public UUID callId() {
        return request.callId();
    }

    public String account() {
        return request.account();
    }
}
