package dev.switchboard.mission.domain.strategy;

import dev.switchboard.mission.domain.Decision;
import dev.switchboard.mission.domain.PlannedStep;
import dev.switchboard.mission.domain.Progress;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.Settled;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A sweep whose insights are scores: those who are ranked highest are recommended. */
public final class Screening implements Strategy {

    static final MissionClass CLASS =
            new MissionClass("screening", Set.of("assistant", "rank"), Set.of("insight", "stop_when"), Screening::of);

    private final Sweep sweep;

    private Screening(Sweep sweep) {
        this.sweep = sweep;
    }

    static Screening of(Clause mission) {
        return new Screening(Sweep.of(mission));
    }

    @Override
    public MissionClass missionClass() {
        return CLASS;
    }

    @Override
    public List<PlannedStep> plan(int targets) {
        return List.of(
                new PlannedStep(ONLY_STAGE.stepId(), "Screen " + Sentences.targets(targets) + " and rank them", 1));
    }

    @Override
    public Decision begin(Progress progress) {
        return sweep.begin(progress);
    }

    @Override
    public Decision settled(Progress progress, Settled settled) {
        return sweep.settled(progress, settled);
    }

    @Override
    public Decision reviewed(Progress progress, List<Settled> settled) {
        return sweep.reviewed(progress, settled);
    }

    @Override
    public Optional<Ranking> ranking() {
        return sweep.ranking();
    }

    @Override
    public RunStatus verdict(Progress progress) {
        return sweep.verdict(progress);
    }

    @Override
    public String summary(Conclusion conclusion) {
        return conclusion.recommended().isEmpty() && conclusion.succeeded() > 0
                ? Sentences.paragraph(
                        Sentences.ending(conclusion),
                        "Nobody is recommended: no result could be ranked.",
                        Sentences.count(conclusion))
                : sweep.summary(conclusion);
    }
}
