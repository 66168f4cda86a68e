package dev.switchboard.mission.persistence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.EventJson;
import dev.switchboard.mission.application.RunEvent;
import dev.switchboard.mission.application.RunEvents;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Run events in the table {@code run_event}. The run's row gives out the numbers, so that a follower who has seen n will
 * never find a smaller one appear.
 */
@ApplicationScoped
public class RunEventsInPostgres implements RunEvents {

    private static final String ADD = """
            with numbered as (
                update run set event_seq = event_seq + :many, calls = calls + :calls,
                    talk_minutes = talk_minutes + :minutes, cost_usd = cost_usd + :cost
                where id = cast(:run as uuid)
                returning id, event_seq - :many as before
            )
            insert into run_event (run_id, seq, type, at, body)
            select numbered.id, numbered.before + e.position, e.value ->> 'type', cast(:at as timestamptz),
                   e.value -> 'body'
            from numbered, json_array_elements(cast(cast(:events as text) as json))
                with ordinality as e(value, position)
            """;

    private final MissionClock clock;

    RunEventsInPostgres(MissionClock clock) {
        this.clock = clock;
    }

    @Override
    public Uni<Void> add(Mutiny.Session session, UUID runId, List<RunEvent> events, Counts counts) {
        if (events.isEmpty() && counts.equals(Counts.NONE)) {
            return Uni.createFrom().voidItem();
        }
        ArrayNode rows = EventJson.mapper().createArrayNode();
        events.forEach(event -> rows.addObject().put("type", event.type()).set("body", event.body()));
        return Rows.execute(
                        session,
                        ADD,
                        Map.of(
                                "run", runId.toString(),
                                "many", events.size(),
                                "calls", counts.calls(),
                                "minutes", counts.talkMinutes(),
                                "cost", counts.cost(),
                                "at", clock.instant(),
                                "events", EventJson.write(rows)))
                .replaceWithVoid();
    }
}
