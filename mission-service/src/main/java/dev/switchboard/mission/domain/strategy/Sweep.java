package dev.switchboard.mission.domain.strategy;

import dev.switchboard.mission.domain.Best;
import dev.switchboard.mission.domain.CallOrder;
import dev.switchboard.mission.domain.Carried;
import dev.switchboard.mission.domain.Decision;
import dev.switchboard.mission.domain.ExpressionCompiler;
import dev.switchboard.mission.domain.InvalidExpressionException;
import dev.switchboard.mission.domain.MissionClass;
import dev.switchboard.mission.domain.Move;
import dev.switchboard.mission.domain.PlannedStep;
import dev.switchboard.mission.domain.Progress;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.Settled;
import dev.switchboard.mission.domain.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The same question to all, in parallel under the throttle; over when all are final. Recommends only if told how. */
public final class Sweep implements Strategy {

    static final ClassFormat FORMAT = new ClassFormat(Set.of("assistant"), Set.of("rank"), Optional.empty());

    private final Optional<Ranking> ranking;

    public Sweep(Optional<Ranking> ranking) {
        this.ranking = ranking;
    }

    static Sweep of(Terms terms, ExpressionCompiler compiler) throws InvalidExpressionException {
        return new Sweep(Ranking.of(terms.rank(), compiler));
    }

    @Override
    public MissionClass missionClass() {
        return MissionClass.SWEEP;
    }

    @Override
    public List<PlannedStep> plan(int targets) {
        return List.of(new PlannedStep(CALLS, "Ask " + Sentences.targets(targets) + " the same question", 1));
    }

    @Override
    public CallOrder order() {
        return CallOrder.AS_LISTED;
    }

    @Override
    public Decision begin(Progress progress) {
        return next(progress, progress.pending() > 0 ? List.of(new Move.RequestAll()) : List.of());
    }

    /** Whoever is pending has been asked for by the move that began the run. */
    @Override
    public Decision settled(Progress progress, Settled settled) {
        return next(progress, List.of());
    }

    private static Decision next(Progress progress, List<Move> moves) {
        return new Decision(progress.best(), progress.allFinal() ? List.of(new Move.Complete()) : moves, List.of());
    }

    @Override
    public Carried carriedTo(Target next, Optional<Best> best) {
        return Carried.NOTHING;
    }

    @Override
    public Optional<Ranking> ranking() {
        return ranking;
    }

    @Override
    public RunStatus verdict(Progress progress) {
        return progress.succeeded() > 0 ? RunStatus.SUCCEEDED : RunStatus.FAILED;
    }

    @Override
    public String summary(Conclusion conclusion) {
        return Sentences.paragraph(
                Sentences.ending(conclusion),
                Sentences.recommendation(conclusion.recommended()),
                Sentences.count(conclusion));
    }
}
