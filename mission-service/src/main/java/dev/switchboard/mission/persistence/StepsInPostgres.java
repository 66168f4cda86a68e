package dev.switchboard.mission.persistence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.switchboard.events.EventJson;
import dev.switchboard.mission.application.Steps;
import dev.switchboard.mission.domain.PlannedStep;
import dev.switchboard.mission.domain.StepStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;

/** Steps in the table {@code step}. */
@ApplicationScoped
public class StepsInPostgres implements Steps {

    private static final String ADD = """
            insert into step (run_id, step_id, description, sequence, status)
            select cast(:run as uuid), v.step_id, v.description, v.sequence, 'pending'
            from json_to_recordset(cast(cast(:steps as text) as json)) as v(
                step_id text, description text, sequence integer)
            """;

    private static final String OPEN = """
            select step_id, status, sequence from step
            where run_id = :run and status in ('pending', 'in_progress') order by sequence for update
            """;

    private static final String CHANGE = """
            update step set status = v.status,
                started_at = case when v.status = 'skipped' then started_at else coalesce(started_at, :at) end,
                completed_at = case when v.status = 'in_progress' then null else cast(:at as timestamptz) end
            from json_to_recordset(cast(cast(:steps as text) as json)) as v(step_id text, status text)
            where step.run_id = cast(:run as uuid) and step.step_id = v.step_id
            """;

    private record OpenRow(String stepId, String status, int sequence) {

        boolean underWay() {
            return status.equals(StepStatus.IN_PROGRESS.word());
        }
    }

    @Override
    public Uni<Void> add(Mutiny.Session session, UUID runId, List<PlannedStep> steps) {
        return Rows.execute(session, ADD, Map.of("run", runId.toString(), "steps", EventJson.write(steps)))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<ChangedStep>> begin(Mutiny.Session session, UUID runId, int sequence, Instant at) {
        return change(
                session, runId, step -> step.sequence() == sequence && !step.underWay(), StepStatus.IN_PROGRESS, at);
    }

    @Override
    public Uni<List<ChangedStep>> complete(Mutiny.Session session, UUID runId, int sequence, Instant at) {
        return change(session, runId, step -> step.sequence() == sequence && step.underWay(), StepStatus.COMPLETED, at);
    }

    private static Uni<List<ChangedStep>> change(
            Mutiny.Session session, UUID runId, Predicate<OpenRow> which, StepStatus status, Instant at) {
        return open(session, runId)
                .map(open -> open.stream()
                        .filter(which)
                        .map(step -> new ChangedStep(step.stepId(), status))
                        .toList())
                .call(changed -> change(session, runId, changed, at));
    }

    @Override
    public Uni<List<ChangedStep>> close(
            Mutiny.Session session, UUID runId, StepStatus underWay, StepStatus notBegun, Instant at) {
        return open(session, runId)
                .map(open -> open.stream()
                        .sorted(Comparator.comparingInt(OpenRow::sequence))
                        .map(step -> new ChangedStep(step.stepId(), step.underWay() ? underWay : notBegun))
                        .toList())
                .call(changed -> change(session, runId, changed, at));
    }

    private static Uni<List<OpenRow>> open(Mutiny.Session session, UUID runId) {
        return Rows.list(session, OPEN, Map.of("run", runId), OpenRow.class);
    }

    private static Uni<Void> change(Mutiny.Session session, UUID runId, List<ChangedStep> changed, Instant at) {
        ArrayNode rows = EventJson.mapper().createArrayNode();
        changed.forEach(step -> rows.addObject()
                .put("step_id", step.stepId())
                .put("status", step.status().word()));
        return changed.isEmpty()
                ? Uni.createFrom().voidItem()
                : Rows.execute(
                                session,
                                CHANGE,
                                Map.of("run", runId.toString(), "steps", EventJson.write(rows), "at", at))
                        .replaceWithVoid();
    }
}
