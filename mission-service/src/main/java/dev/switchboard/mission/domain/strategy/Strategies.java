package dev.switchboard.mission.domain.strategy;

import dev.switchboard.mission.domain.ExpressionCompiler;
import dev.switchboard.mission.domain.InvalidExpressionException;
import dev.switchboard.mission.domain.MissionClass;

/** Makes the strategy of a mission: one line per class. */
public final class Strategies {

    private Strategies() {}

    /** @throws InvalidExpressionException if an expression does not compile; a file that was read has none of these */
    public static Strategy of(Terms terms, ExpressionCompiler compiler) throws InvalidExpressionException {
        return switch (terms.missionClass()) {
            case SWEEP -> Sweep.of(terms, compiler);
            case NEGOTIATION -> Negotiation.of(terms, compiler);
        };
    }

    /** What the class asks of a mission file. */
    public static ClassFormat formatOf(MissionClass missionClass) {
        return switch (missionClass) {
            case SWEEP -> Sweep.FORMAT;
            case NEGOTIATION -> Negotiation.FORMAT;
        };
    }
}
