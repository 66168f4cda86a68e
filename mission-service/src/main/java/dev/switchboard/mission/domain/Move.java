package dev.switchboard.mission.domain;

/** What a strategy wants done next. */
public sealed interface Move {

    /** Ask a call for every pending target, in the order of calls. */
    record RequestAll() implements Move {}

    /**
     * Ask a call for the next pending targets, in the order of calls. The strategy gives each its variables:
     * {@link dev.switchboard.mission.domain.strategy.Strategy#carriedTo}.
     */
    record RequestNext(int count) implements Move {}

    /** Nothing is left to do: rank, sum up, end the run with the strategy's verdict. */
    record Complete() implements Move {}
}
