package dev.switchboard.mission.missionfile;

import dev.switchboard.mission.domain.Deadline;
import java.util.Optional;

/** The mission's own caps, under the account's. */
public record Limits(
        Optional<Integer> concurrentCalls,
        Optional<Double> callsPerSecond,
        Optional<Double> budgetUsd,
        Optional<Deadline> deadline) {

    public static final Limits NONE =
            new Limits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
