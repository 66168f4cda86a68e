package dev.switchboard.mission.domain.strategy;

import dev.switchboard.mission.domain.Decision;
import dev.switchboard.mission.domain.Expression;
import dev.switchboard.mission.domain.ExpressionFailedException;
import dev.switchboard.mission.domain.ExpressionPlace;
import dev.switchboard.mission.domain.Move;
import dev.switchboard.mission.domain.Progress;
import dev.switchboard.mission.domain.Scopes;
import dev.switchboard.mission.domain.Settled;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * {@code stop_when}: when the results so far are enough. A look takes all of them, so that looks become rarer with their
 * number: after each result up to {@value #EACH}, then each time there are at most one in a hundred more. A run of n
 * targets reads at most 200 n results for it, instead of n².
 */
record StopRule(Expression enough) {

    static final int EACH = 1_000;
    private static final int STEP = EACH / 100;
    private static final String FAILED = "stop_when failed";

    static Optional<StopRule> of(Clause mission) {
        Clause clause = mission.at("stop_when");
        return clause.isGiven()
                ? Optional.of(new StopRule(clause.expression(ExpressionPlace.STOP_WHEN)))
                : Optional.empty();
    }

    /** Whether a look is due now that there are so many results. */
    static boolean isDue(int results) {
        return results > 0 && (results <= EACH || results % (STEP * Integer.highestOneBit(results / EACH)) == 0);
    }

    /** Stops the run, or lets it go on. An expression that fails is told of once. */
    Decision decide(Progress progress, Collection<Settled> results) {
        Decision goOn = Decision.of(progress);
        try {
            return enough.holds(Scopes.ofResults(results)) ? stop(progress, results.size()) : goOn;
        } catch (ExpressionFailedException e) {
            return progress.memory().has(FAILED)
                    ? goOn
                    : goOn.remembering(progress.memory().adding(FAILED, results.size()))
                            .noting(List.of(
                                    "stop_when could not be evaluated, the mission goes on: " + e.getMessage()));
        }
    }

    /** What has come by now counts; who is on the phone may finish, but the mission does not wait for it. */
    private Decision stop(Progress progress, int results) {
        String why = "enough results: '" + enough.source() + "' holds after " + results;
        return Decision.of(progress, new Move.CancelAll(why), new Move.Complete())
                .noting(List.of(why));
    }
}
