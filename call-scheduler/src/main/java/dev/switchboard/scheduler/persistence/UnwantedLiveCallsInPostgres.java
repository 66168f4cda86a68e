package dev.switchboard.scheduler.persistence;

import dev.switchboard.scheduler.application.UnwantedLiveCalls;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

@ApplicationScoped
class UnwantedLiveCallsInPostgres implements UnwantedLiveCalls {

    private static final String LEASE = """
            with unwanted as (
                select a.id from call c
                join attempt a on a.id = c.attempt_id
                join run r on r.id = c.run_id
                where c.state = 'ATTEMPTING' and c.cancel_requested and a.state = 'LIVE' and not a.hung_up
                  and a.call_control_id is not null and a.lease_until <= clock_timestamp()
                  and (r.end_live or exists (select 1 from cancellation x where x.call_id = c.id and x.end_live))
                limit :most for update of a skip locked)
            update attempt a
            set lease_until = clock_timestamp() + cast(:lease as double precision) * interval '1 second'
            from unwanted where a.id = unwanted.id
            returning a.id, a.account, a.call_control_id
            """;
    private static final String HUNG_UP = "update attempt set hung_up = true where id in (:ids)";

    @Override
    public Uni<List<LiveCall>> lease(Mutiny.Session session, Duration lease, int most) {
        return session.createNativeQuery(LEASE, Object[].class)
                .setParameter("lease", lease.toMillis() / 1000.0)
                .setParameter("most", most)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new LiveCall((UUID) row[0], (String) row[1], (String) row[2]))
                        .toList());
    }

    @Override
    public Uni<Void> hungUp(Mutiny.Session session, List<UUID> attemptIds) {
        return session.createNativeQuery(HUNG_UP)
                .setParameter("ids", attemptIds)
                .executeUpdate()
                .replaceWithVoid();
    }
}
