package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.EventJson;
import dev.switchboard.messaging.UnitOfWork;
import dev.switchboard.mission.missionfile.Limits;
import dev.switchboard.mission.missionfile.MissionFile;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Shows a mission's plan to people before its first call, if the file says so. */
@ApplicationScoped
public class AskPlan {

    private static final int NAMED = 5;

    private final Runs runs;
    private final Targets targets;
    private final Approvals approvals;
    private final UnitOfWork unit;

    AskPlan(Runs runs, Targets targets, Approvals approvals, UnitOfWork unit) {
        this.runs = runs;
        this.targets = targets;
        this.approvals = approvals;
        this.unit = unit;
    }

    /** Done if the plan needs no approval or has it, as it stands now; fails with {@link NeedsApproval} otherwise. */
    Uni<Void> forRun(UUID runId, Definition definition) {
        return definition.file().asksBeforeCalls()
                ? runs.find(runId).chain(run -> approved(run, definition))
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> approved(RunState run, Definition definition) {
        return unit.perform(session -> targets.toAsk(session, run.id(), NAMED)
                .map(first -> question(run, definition, first))
                .chain(question -> approvals
                        .given(session, run.id(), question.action(), question.digest())
                        .invoke(given -> {
                            if (given.isEmpty()) {
                                throw new NeedsApproval(question);
                            }
                        }))
                .replaceWithVoid());
    }

    private static Question question(RunState run, Definition definition, List<TargetState> first) {
        MissionFile file = definition.file();
        return new Question(
                ApprovalAction.MISSION_CALLS,
                "Start the mission \"" + file.name() + "\" and call " + run.targets()
                        + (run.targets() == 1 ? " target?" : " targets?"),
                plan(run, definition, first));
    }

    /** Exactly what is decided on. */
    private static ObjectNode plan(RunState run, Definition definition, List<TargetState> first) {
        MissionFile file = definition.file();
        ObjectNode plan = EventJson.mapper().createObjectNode();
        plan.put("mission", file.name())
                .put("class", file.missionClass().word())
                .put("targets", run.targets())
                .put("recipients", file.recipients().word());
        ArrayNode names = plan.putArray("first_targets");
        first.forEach(target -> names.add(target.target().name()));
        texts(plan, "assistant_ids", run, Provisioned::assistantId);
        texts(plan, "from", run, Provisioned::from);
        ArrayNode steps = plan.putArray("steps");
        definition
                .plan(run.targets())
                .forEach(
                        step -> steps.addObject().put("step_id", step.stepId()).put("description", step.description()));
        plan.set("limits", limits(file.limits()));
        run.deadlineAt().ifPresent(deadline -> plan.put("deadline_at", deadline.toString()));
        return plan;
    }

    /** What the stages have in common is named once. */
    private static void texts(
            ObjectNode plan, String name, RunState run, Function<Provisioned, Optional<String>> ofStage) {
        ArrayNode values = plan.putArray(name);
        run.provisions().stream()
                .map(ofStage)
                .flatMap(Optional::stream)
                .distinct()
                .forEach(values::add);
    }

    private static ObjectNode limits(Limits limits) {
        ObjectNode shown = EventJson.mapper().createObjectNode();
        limits.concurrentCalls().ifPresent(most -> shown.put("concurrent_calls", most));
        limits.callsPerSecond().ifPresent(most -> shown.put("calls_per_second", most));
        limits.budgetUsd().ifPresent(most -> shown.put("budget_usd", most));
        return shown;
    }
}
