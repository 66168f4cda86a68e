package dev.switchboard.mission.domain.strategy;

import dev.switchboard.mission.domain.Best;
import dev.switchboard.mission.domain.CallOrder;
import dev.switchboard.mission.domain.Carried;
import dev.switchboard.mission.domain.Decision;
import dev.switchboard.mission.domain.Memory;
import dev.switchboard.mission.domain.PlannedStep;
import dev.switchboard.mission.domain.Progress;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.Settled;
import dev.switchboard.mission.domain.Stage;
import dev.switchboard.mission.domain.Target;
import java.util.List;
import java.util.Optional;

/**
 * How the calls of a mission depend on each other. Pure; made by {@link Strategies#of}. A new class of missions is a file
 * beside this one with a constant {@code CLASS}, and its name in the list below: nothing else knows which there are.
 */
public sealed interface Strategy permits Sweep, Screening, Negotiation, Rounds, Action {

    /** The one stage of classes that call each target once: all is said at the top of the file. */
    Stage ONLY_STAGE = new Stage(1, "calls", Optional.empty(), "");

    MissionClass missionClass();

    /** In which stages targets are called, the first first. */
    default List<Stage> stages() {
        return List.of(ONLY_STAGE);
    }

    /** The steps of a run over that many targets, one for each stage. */
    List<PlannedStep> plan(int targets);

    default CallOrder order() {
        return CallOrder.AS_LISTED;
    }

    /** The most calls at once that make sense whatever the file allows; empty for any number. */
    default Optional<Integer> concurrentCalls() {
        return Optional.empty();
    }

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

    /** Whether it wants to know that an attempt came to nothing: {@link #waits} is asked then. */
    default boolean followsAttempts() {
        return false;
    }

    /** What follows from an attempt that came to nothing while another may follow. */
    default Decision waits(Progress progress) {
        return Decision.of(progress);
    }

    /**
     * What follows from a look at results, after {@link dev.switchboard.mission.domain.Move.Review}.
     *
     * @param settled every final target of the latest stage, in the order of calls
     */
    default Decision reviewed(Progress progress, List<Settled> settled) {
        return Decision.of(progress);
    }

    /**
     * What follows from a person's word, after {@link dev.switchboard.mission.domain.Move.AskWhoAdvances}.
     *
     * @param changed positions of those who advance instead, exactly; empty for those that were shown
     */
    default Decision decided(Progress progress, Optional<List<Integer>> changed) {
        return Decision.of(progress);
    }

    /** What the call to {@code next} is told about the results so far. */
    default Carried carriedTo(Target next, Optional<Best> best) {
        return Carried.NOTHING;
    }

    /** How results of the last stage are ordered and who is recommended; empty if this mission recommends nobody. */
    Optional<Ranking> ranking();

    /**
     * Which rule placed the results of a stage before the last. Asked at the end of a run; nobody is recommended by it.
     *
     * @param memory of the run at its end
     * @param results of that stage
     */
    default List<Ranked> explained(Memory memory, int stage, List<Settled> results) {
        return List.of();
    }

    /** How a run ends that is complete: succeeded or failed. */
    RunStatus verdict(Progress progress);

    /** One paragraph a person can read. */
    String summary(Conclusion conclusion);
}
