package dev.switchboard.scheduler.persistence;

import dev.switchboard.events.EventJson;
import dev.switchboard.events.RunSteered;
import dev.switchboard.scheduler.application.SteeredRuns;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

@ApplicationScoped
class SteeredRunsInPostgres implements SteeredRuns {

    private static final String KEEP = """
            insert into run (id, account, held, priority, deadline, steered_at)
            select v.run_id, v.account, v.held, coalesce(v.priority, 0), v.deadline, v.steered_at
            from json_to_record(cast(cast(:steered as text) as json)) as v(
                run_id uuid, account text, held boolean, priority int, deadline timestamptz, steered_at timestamptz)
            on conflict (id) do update
            set held = excluded.held, priority = excluded.priority, deadline = excluded.deadline,
                steered_at = excluded.steered_at
            where run.steered_at is null or run.steered_at <= excluded.steered_at
            """;
    private static final String TELL_CALLS = """
            update call set deadline = run.deadline from run
            where run.id = :run and call.run_id = run.id
              and call.state in ('QUEUED', 'ATTEMPTING', 'AWAITING_INSIGHT')
              and call.deadline is distinct from run.deadline
            """;

    @Override
    public Uni<Boolean> keep(Mutiny.Session session, RunSteered steered) {
        return session.createNativeQuery(KEEP)
                .setParameter("steered", EventJson.write(steered))
                .executeUpdate()
                .map(kept -> kept == 1);
    }

    @Override
    public Uni<Void> tellCalls(Mutiny.Session session, RunSteered steered) {
        return session.createNativeQuery(TELL_CALLS)
                .setParameter("run", steered.runId())
                .executeUpdate()
                .replaceWithVoid();
    }
}
