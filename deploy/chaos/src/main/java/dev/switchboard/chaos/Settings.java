package dev.switchboard.chaos;

import java.time.Duration;
import java.util.List;

/**
 * What is wanted. Everything in a {@link Plan} follows from it.
 *
 * @param kills SIGKILLs, spread over the duration
 * @param duration real time within which missions are submitted and parts killed
 * @param calls about how many calls the missions lead to
 * @param timeScale mission seconds per real second while parts are killed
 * @param lines calls of the account at once
 * @param faults whether the provider errs, too
 * @param replicas of each service while parts are killed; undisturbed there is one
 * @param outages one after the other, from a quarter of the duration on
 */
public record Settings(
        long seed,
        int kills,
        Duration duration,
        int calls,
        double timeScale,
        int lines,
        boolean faults,
        int replicas,
        List<Outage> outages) {}
