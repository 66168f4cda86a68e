package dev.switchboard.scheduler.application;

import dev.switchboard.calling.Terms;
import dev.switchboard.events.CallRequested;
import dev.switchboard.scheduler.domain.Candidate;
import java.time.Instant;
import java.util.Optional;

/**
 * A due call that might be placed now.
 *
 * @param number which attempt it would be
 * @param refusals placings in a row that Telnyx refused
 * @param reachedAt when its number was last reached, if that matters to its recipients
 */
public record WaitingCall(
        Candidate candidate,
        CallRequested request,
        Terms terms,
        int number,
        int refusals,
        Optional<Instant> reachedAt) {}
