package dev.switchboard.mission.domain;

import java.util.List;

/** Where an expression of the mission file stands. */
public enum ExpressionPlace {
    /** {@code rank.where}: which results count. */
    RANK_WHERE(Names.CALL, Yield.CONDITION),
    /** {@code rank.by}: what results are ordered by. */
    RANK_BY(Names.CALL, Yield.SCALAR),
    /** {@code negotiation.of}: what the objective compares. */
    NEGOTIATION_OF(Names.CALL, Yield.NUMBER),
    /** {@code negotiation.carry.*}: a variable of the next call; {@code target} is that call's. */
    NEGOTIATION_CARRY(List.of("target", "best"), Yield.SCALAR),
    /** {@code stop_when}: whether the results so far are enough. */
    STOP_WHEN(List.of("results"), Yield.CONDITION),
    /** {@code action.until}: whether a result is what was looked for. */
    ACTION_UNTIL(Names.CALL, Yield.CONDITION),
    /** {@code action.act.confirmed}: whether the action has succeeded. */
    ACTION_CONFIRMED(Names.CALL, Yield.CONDITION);

    /** What an expression may yield. */
    public enum Yield {
        CONDITION,
        NUMBER,
        SCALAR
    }

    private final List<String> names;
    private final Yield yields;

    ExpressionPlace(List<String> names, Yield yields) {
        this.names = names;
        this.yields = yields;
    }

    public List<String> names() {
        return names;
    }

    public Yield yields() {
        return yields;
    }

    private static final class Names {
        private static final List<String> CALL = List.of("target", "insight", "summary", "call");
    }
}
