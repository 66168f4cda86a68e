package dev.switchboard.chaos;

import dev.switchboard.launcher.stack.RunFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A plan carried out twice, undisturbed and disturbed, and compared. */
public final class ChaosRun {

    private final Plan plan;
    private final Optional<Path> data;
    private final Duration patience;
    private final Consumer<String> log;

    /**
     * @param data where everything stays; empty for a temporary folder
     * @param patience real time that the missions get after the duration of the plan
     * @param log is told what happens
     */
    public ChaosRun(Plan plan, Optional<Path> data, Duration patience, Consumer<String> log) {
        this.plan = plan;
        this.data = data;
        this.patience = patience;
        this.log = log;
    }

    /** Fails with {@link dev.switchboard.launcher.stack.StackFailedException} if the stack cannot go on. */
    public Report carryOut() {
        log.accept("undisturbed");
        Evidence undisturbed = perform(false, "undisturbed");
        List<Finding> own = new Checks(plan, undisturbed).alone();
        Report calm = new Report(plan, undisturbed, own, 0, 0);
        if (!calm.isClean()) {
            log.accept("even undisturbed:\n" + calm.violations());
        }
        log.accept("disturbed");
        long began = System.nanoTime();
        Evidence disturbed = perform(true, "disturbed");
        double seconds = (System.nanoTime() - began) / 1e9;
        Checks checks = new Checks(plan, disturbed);
        return new Report(plan, disturbed, checks.against(undisturbed), checks.excused(undisturbed), seconds);
    }

    private Evidence perform(boolean disturbed, String name) {
        RunFolder folder =
                data.map(parent -> RunFolder.kept(parent.resolve(name))).orElseGet(RunFolder::temporary);
        Duration limit = plan.settings().duration().plus(patience);
        try (Rehearsal rehearsal =
                new Rehearsal(plan, disturbed, plan.settings().timeScale(), folder, limit, log::accept)) {
            Thread stopper = new Thread(rehearsal::close, "stop");
            Runtime.getRuntime().addShutdownHook(stopper);
            return rehearsal.perform();
        }
    }
}
