package dev.switchboard.mission.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.messaging.UnitOfWork;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.Stage;
import dev.switchboard.mission.missionfile.MissionFile;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Finds or makes what a run needs at Telnyx, then starts it. No transaction is open while Telnyx is asked; each step is
 * looked for before it is made and kept once it is there, so that a crash anywhere only means looking again.
 *
 * <p>One run of an account at a time, whatever the number of replicas: two missions with the same assistant share it.
 */
@ApplicationScoped
public class ProvisionRuns {

    private static final Logger LOG = Logger.getLogger(ProvisionRuns.class);

    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Runs runs;
    private final Definitions definitions;
    private final FindAssistant findAssistant;
    private final FindNumber findNumber;
    private final FindTextNumber findTextNumber;
    private final AskPlan askPlan;
    private final AskApproval askApproval;
    private final StartRun startRun;
    private final EndRun endRun;
    private final DueWork work;
    private final UnitOfWork unit;
    private final MissionClock clock;

    ProvisionRuns(
            Runs runs,
            Definitions definitions,
            FindAssistant findAssistant,
            FindNumber findNumber,
            FindTextNumber findTextNumber,
            AskPlan askPlan,
            AskApproval askApproval,
            StartRun startRun,
            EndRun endRun,
            DueWork work,
            UnitOfWork unit,
            MissionClock clock) {
        this.runs = runs;
        this.definitions = definitions;
        this.findAssistant = findAssistant;
        this.findNumber = findNumber;
        this.findTextNumber = findTextNumber;
        this.askPlan = askPlan;
        this.askApproval = askApproval;
        this.startRun = startRun;
        this.endRun = endRun;
        this.work = work;
        this.unit = unit;
        this.clock = clock;
    }

    /** One pass: everything that is due, account by account. */
    public Uni<Optional<Instant>> pass() {
        return runs.accountsToProvision(clock.instant())
                .chain(this::eachAccount)
                .chain(() -> runs.nextDue(Work.PROVISION));
    }

    private Uni<Void> eachAccount(List<String> accounts) {
        return accounts.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join()
                        .all(accounts.stream().map(this::account).toList())
                        .andCollectFailures()
                        .replaceWithVoid();
    }

    private Uni<Void> account(String account) {
        Instant now = clock.instant();
        return runs.leaseProvisioning(account, now, now.plus(LEASE))
                .chain(leased ->
                        leased ? provisionAll(account) : Uni.createFrom().voidItem());
    }

    private Uni<Void> provisionAll(String account) {
        return runs.toProvision(account, clock.instant())
                .chain(this::oneByOne)
                .eventually(() -> runs.releaseProvisioning(account, clock.instant()));
    }

    private Uni<Void> oneByOne(List<UUID> due) {
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUniAndConcatenate(this::provision)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> provision(UUID runId) {
        return runs.find(runId)
                .chain(run -> definition(run).chain(definition -> provision(run, definition)))
                .invoke(work::started)
                .onFailure(NeedsApproval.class)
                .recoverWithUni(needed -> ask(runId, needed.question()))
                .onFailure(ProviderRefusal.class)
                .recoverWithUni(refusal -> fail(runId, refusal))
                .onFailure()
                .recoverWithUni(failure -> putOff(runId, failure))
                .invoke(work::wake);
    }

    private Uni<Definition> definition(RunState run) {
        return unit.perform(session -> definitions.of(session, run.missionId()));
    }

    private Uni<Void> provision(RunState run, Definition definition) {
        return Multi.createFrom()
                .iterable(definition.strategy().stages())
                .onItem()
                .transformToUniAndConcatenate(stage -> provision(run.id(), stage, definition.file()))
                .collect()
                .last()
                .chain(() -> askPlan.forRun(run.id(), definition))
                .chain(() -> unit.perform(session -> startRun.start(session, run.id(), definition)));
    }

    /** Each stage sees what was found for those before it. */
    private Uni<Provisioned> provision(UUID runId, Stage stage, MissionFile file) {
        return runs.find(runId)
                .chain(run -> findAssistant
                        .forStage(run, file, stage)
                        .chain(provisioned -> number(run, file, stage, provisioned)));
    }

    private Uni<Provisioned> number(RunState run, MissionFile file, Stage stage, Provisioned provisioned) {
        return file.reach().byText()
                ? findTextNumber.forStage(run, file, stage, provisioned)
                : findNumber.forStage(run, file, stage, provisioned);
    }

    /** The run waits; it is provisioned further once people have decided. */
    private Uni<Void> ask(UUID runId, Question question) {
        return unit.perform(session -> runs.lock(session, runId)
                .chain(run -> run.status() == RunStatus.PENDING
                        ? askApproval.ask(session, run, question)
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> fail(UUID runId, Throwable refusal) {
        LOG.warnf("run cannot start: %s. runId=%s", refusal.getMessage(), runId);
        return unit.perform(session -> endRun.end(session, runId, RunStatus.FAILED, refusal.getMessage()));
    }

    private Uni<Void> putOff(UUID runId, Throwable failure) {
        if (failure instanceof ProviderAway) {
            LOG.warnf("run waits for Telnyx: %s. runId=%s", failure.getMessage(), runId);
        } else {
            LOG.errorf(failure, "provisioning failed, tries again. runId=%s", runId);
        }
        return runs.find(runId)
                .chain(run -> runs.putOff(runId, clock.instant().plus(Backoff.after(run.workTries(), failure))));
    }
}
