package dev.switchboard.insight.domain;

import java.time.Duration;

/**
 * How long a conversation is waited for.
 *
 * @param lookUps when it is looked up while no webhook comes
 * @param insights from the end of the call until its insight has timed out (contract, section 3: 20 minutes)
 * @param naming from the verdict until naming it is given up
 */
public record Patience(LookUpSchedule lookUps, Duration insights, Duration naming) {}
