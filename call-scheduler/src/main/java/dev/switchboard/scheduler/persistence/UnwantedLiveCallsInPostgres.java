package dev.switchboard.scheduler.persistence;

import dev.switchboard.scheduler.application.UnwantedLiveCalls;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

@ApplicationScoped
class UnwantedLiveCallsInPostgres implements UnwantedLiveCalls {

    private static final String LOCK = """
            select a.id from call c
            join attempt a on a.id = c.attempt_id
            join run r on r.id = c.run_id
            where c.state = 'ATTEMPTING' and c.cancel_requested and a.state = 'LIVE' and not a.hung_up
              and a.call_control_id is not null
              and (r.end_live or exists (select 1 from cancellation x where x.call_id = c.id and x.end_live))
            limit :most for update of a skip locked
            """;
    private static final String HUNG_UP = "update attempt set hung_up = true where id in (:ids)";

    @Override
    public Uni<List<UUID>> lock(Mutiny.Session session, int most) {
        return session.createNativeQuery(LOCK, UUID.class)
                .setParameter("most", most)
                .getResultList();
    }

    @Override
    public Uni<Void> hungUp(Mutiny.Session session, List<UUID> attemptIds) {
        return session.createNativeQuery(HUNG_UP)
                .setParameter("ids", attemptIds)
                .executeUpdate()
                .replaceWithVoid();
    }
}
