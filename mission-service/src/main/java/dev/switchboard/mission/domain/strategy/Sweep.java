package dev.switchboard.mission.domain.strategy;

import dev.switchboard.mission.domain.Decision;
import dev.switchboard.mission.domain.Move;
import dev.switchboard.mission.domain.PlannedStep;
import dev.switchboard.mission.domain.Progress;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.Settled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The same question to all, in parallel under the throttle; over when all are final, or when the results so far are
 * enough. Recommends only if told how.
 */
public final class Sweep implements Strategy {

    static final MissionClass CLASS =
            new MissionClass("sweep", Set.of("assistant"), Set.of("insight", "rank", "stop_when"), Sweep::of);

    private final Optional<Ranking> ranking;
    private final Optional<StopRule> stopRule;

    public Sweep(Optional<Ranking> ranking) {
        this(ranking, Optional.empty());
    }

    Sweep(Optional<Ranking> ranking, Optional<StopRule> stopRule) {
        this.ranking = ranking;
        this.stopRule = stopRule;
    }

    static Sweep of(Clause mission) {
        return new Sweep(Ranking.of(mission.at("rank")), StopRule.of(mission));
    }

    @Override
    public MissionClass missionClass() {
        return CLASS;
    }

    @Override
    public List<PlannedStep> plan(int targets) {
        return List.of(
                new PlannedStep(ONLY_STAGE.stepId(), "Ask " + Sentences.targets(targets) + " the same question", 1));
    }

    @Override
    public Decision begin(Progress progress) {
        if (progress.allFinal()) {
            return Decision.of(progress, new Move.Complete());
        }
        List<Move> moves = new ArrayList<>();
        if (stopRule.isPresent() && progress.succeeded() > 0) {
            moves.add(new Move.Review());
        }
        if (progress.pending() > 0) {
            moves.add(new Move.RequestAll());
        }
        return Decision.of(progress, moves.toArray(Move[]::new));
    }

    /** Whoever is pending has been asked for by the move that began the run. */
    @Override
    public Decision settled(Progress progress, Settled settled) {
        if (progress.allFinal()) {
            return Decision.of(progress, new Move.Complete());
        }
        return settled.usable() && stopRule.isPresent() && StopRule.isDue(progress.succeeded())
                ? Decision.of(progress, new Move.Review())
                : Decision.of(progress);
    }

    @Override
    public Decision reviewed(Progress progress, List<Settled> settled) {
        List<Settled> results = settled.stream().filter(Settled::usable).toList();
        return stopRule.map(rule -> rule.decide(progress, results)).orElseGet(() -> Decision.of(progress));
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
