package dev.switchboard.mission.domain.strategy;

import dev.switchboard.mission.domain.Best;
import dev.switchboard.mission.domain.CallOrder;
import dev.switchboard.mission.domain.Carried;
import dev.switchboard.mission.domain.Decision;
import dev.switchboard.mission.domain.MissionClass;
import dev.switchboard.mission.domain.PlannedStep;
import dev.switchboard.mission.domain.Progress;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.Settled;
import dev.switchboard.mission.domain.Target;
import java.util.List;
import java.util.Optional;

/** How the calls of a mission depend on each other. Pure; made by {@link Strategies#of}. */
public sealed interface Strategy permits Sweep, Negotiation {

    /** The id of the step that holds the calls. */
    String CALLS = "calls";

    MissionClass missionClass();

    /** The steps of a run over that many targets. */
    List<PlannedStep> plan(int targets);

    CallOrder order();

    /**
     * What to do when a run starts, and again when it goes on after a pause: what {@link #settled} wanted done meanwhile
     * was not done. Asks for nothing that is under way.
     */
    Decision begin(Progress progress);

    /**
     * What follows from a target that has become final.
     *
     * @param progress with {@code settled} counted as final already, and the best before it
     */
    Decision settled(Progress progress, Settled settled);

    /** What the call to {@code next} is told about the results so far. */
    Carried carriedTo(Target next, Optional<Best> best);

    /** How results are ordered and who is recommended; empty if this mission recommends nobody. */
    Optional<Ranking> ranking();

    /** How a run ends whose targets are all final: succeeded or failed. */
    RunStatus verdict(Progress progress);

    /** One paragraph a person can read. */
    String summary(Conclusion conclusion);
}
