package dev.switchboard.mission.domain;

import java.util.List;

/** What a strategy wants done next. */
public sealed interface Move {

    /** Ask a call for every pending target, in the order of calls. */
    record RequestAll() implements Move {}

    /**
     * Ask a call for the next pending targets, in the order of calls. The strategy gives each its variables:
     * {@link dev.switchboard.mission.domain.strategy.Strategy#carriedTo}.
     */
    record RequestNext(int count) implements Move {}

    /** Call these targets (by position) once more, in that stage, and ask for the calls at once: for few. */
    record CallAgain(int stage, List<Integer> positions) implements Move {

        public CallAgain {
            positions = List.copyOf(positions);
        }
    }

    /** Begin that stage with these targets, by position, in this order; they are pending then. The one before ends. */
    record Advance(int stage, List<Integer> positions) implements Move {

        public Advance {
            positions = List.copyOf(positions);
        }
    }

    /** Add targets to the list, pending in the first stage. */
    record AddTargets(List<Target> targets) implements Move {

        public AddTargets {
            targets = List.copyOf(targets);
        }
    }

    /** The calls under way are no longer wanted, each of them; those that ring may end by themselves. */
    record CancelOpen(String why) implements Move {}

    /** No call of this run is wanted any more, now or later; those that ring may end by themselves. */
    record CancelAll(String why) implements Move {}

    /**
     * Look at the settled targets of the stage:
     * {@link dev.switchboard.mission.domain.strategy.Strategy#reviewed} decides with them.
     */
    record Review() implements Move {}

    /**
     * Ask a person who advances; nobody is called before the decision.
     *
     * @param shortlist who would, best first
     * @param candidates everybody who may
     */
    record AskWhoAdvances(String question, List<Listed> shortlist, List<Target> candidates) implements Move {

        public AskWhoAdvances {
            shortlist = List.copyOf(shortlist);
            candidates = List.copyOf(candidates);
        }
    }

    /** Somebody on a shortlist, and why. */
    record Listed(Settled settled, String reason) {}

    /** Nothing is left to do: rank, sum up, end the run with the strategy's verdict. */
    record Complete() implements Move {}

    /** The goal is out of reach: rank what there is, sum up, end the run as failed. */
    record Fail(String reason) implements Move {}
}
