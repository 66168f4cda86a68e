package dev.switchboard.mission.application;

import dev.switchboard.mission.domain.PlannedStep;
import dev.switchboard.mission.domain.Stage;
import dev.switchboard.mission.domain.strategy.Strategy;
import dev.switchboard.mission.missionfile.MissionFile;
import java.util.List;

/**
 * What a mission is, once read. It never changes.
 *
 * @param file without its targets, unless it was just read
 */
public record Definition(MissionFile file, Strategy strategy) {

    /** The steps of a run over that many targets. */
    public List<PlannedStep> plan(int targets) {
        return strategy.plan(targets);
    }

    /** The stage with that number. */
    public Stage stage(int number) {
        return strategy.stages().get(number - 1);
    }
}
