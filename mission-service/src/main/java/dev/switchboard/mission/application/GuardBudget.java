package dev.switchboard.mission.application;

import dev.switchboard.mission.domain.RunStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Ends a run whose calls have cost what its mission may cost, by our estimate; what it has so far is its result. */
@ApplicationScoped
public class GuardBudget {

    private final Runs runs;
    private final Definitions definitions;
    private final EndRun endRun;
    private final Price price;

    GuardBudget(Runs runs, Definitions definitions, EndRun endRun, Price price) {
        this.runs = runs;
        this.definitions = definitions;
        this.endRun = endRun;
        this.price = price;
    }

    /** After a call of the run has been counted. */
    public Uni<Void> check(Mutiny.Session session, UUID runId, UUID missionId) {
        return definitions
                .of(session, missionId)
                .chain(definition -> definition
                        .file()
                        .limits()
                        .budgetUsd()
                        .map(budget -> check(session, runId, BigDecimal.valueOf(budget)))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> check(Mutiny.Session session, UUID runId, BigDecimal budget) {
        return runs.lock(session, runId)
                .chain(run -> price.of(run.talkMinutes()).compareTo(budget) < 0
                        ? Uni.createFrom().voidItem()
                        : endRun.end(
                                session,
                                runId,
                                RunStatus.FAILED,
                                "the budget of " + budget.toPlainString() + " US dollars is used up, by estimate"));
    }
}
