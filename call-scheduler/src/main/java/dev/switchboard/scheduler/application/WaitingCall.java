package dev.switchboard.scheduler.application;

import dev.switchboard.events.CallRequested;
import dev.switchboard.scheduler.domain.Candidate;
import dev.switchboard.scheduler.domain.Prospect;

/**
 * A due call that might be placed now.
 *
 * @param number which attempt it would be
 */
public record WaitingCall(Candidate candidate, CallRequested request, Prospect prospect, int number) {}
