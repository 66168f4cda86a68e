package dev.switchboard.mission.persistence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.audit.AuditChain;
import dev.switchboard.mission.application.RunEvent;
import dev.switchboard.mission.application.RunEvents;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Run events in the table {@code run_event}. The run's row gives out the numbers, so that a follower who has seen n will
 * never find a smaller one appear, and holds the hash of the last one, so that each is chained to the one before it.
 */
@ApplicationScoped
public class RunEventsInPostgres implements RunEvents {

    private static final String LAST = "select event_seq, event_hash from run where id = :run for update";

    private static final String COUNT = """
            update run set calls = calls + :calls, talk_minutes = talk_minutes + :minutes, cost_usd = cost_usd + :cost
            where id = cast(:run as uuid)
            """;

    /** The body is kept as it was hashed: the type json does not touch its text. */
    private static final String ADD = """
            with counted as (
                update run set event_seq = :seq, event_hash = :hash, calls = calls + :calls,
                    talk_minutes = talk_minutes + :minutes, cost_usd = cost_usd + :cost
                where id = cast(:run as uuid)
                returning id
            )
            insert into run_event (run_id, seq, type, at, body, actor, why, hash)
            select counted.id, cast(e.value ->> 'seq' as bigint), e.value ->> 'type', cast(:at as timestamptz),
                   e.value -> 'body', e.value ->> 'actor', e.value ->> 'why', e.value ->> 'hash'
            from counted, json_array_elements(cast(cast(:events as text) as json)) as e
            """;

    private record LastRow(long eventSeq, String eventHash) {}

    private final MissionClock clock;

    RunEventsInPostgres(MissionClock clock) {
        this.clock = clock;
    }

    @Override
    public Uni<Void> add(Mutiny.Session session, UUID runId, List<RunEvent> events, Counts counts) {
        if (events.isEmpty()) {
            return counts.equals(Counts.NONE)
                    ? Uni.createFrom().voidItem()
                    : Rows.execute(
                                    session,
                                    COUNT,
                                    Map.of(
                                            "run",
                                            runId.toString(),
                                            "calls",
                                            counts.calls(),
                                            "minutes",
                                            counts.talkMinutes(),
                                            "cost",
                                            counts.cost()))
                            .replaceWithVoid();
        }
        return Rows.first(session, LAST, Map.of("run", runId), LastRow.class)
                .map(last -> last.orElseThrow(() -> new IllegalStateException("no run " + runId)))
                .chain(last -> add(session, runId, last, events, counts));
    }

    private Uni<Void> add(Mutiny.Session session, UUID runId, LastRow last, List<RunEvent> events, Counts counts) {
        // As precise as the database keeps it.
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ArrayNode lines = EventJson.mapper().createArrayNode();
        String hash = last.eventHash();
        long seq = last.eventSeq();
        for (RunEvent event : events) {
            seq++;
            ObjectNode line = AuditLine.of(runId, seq, event.type(), at, event.actor(), event.why(), event.body());
            hash = AuditChain.hash(hash, line);
            lines.add(line.put("hash", hash));
        }
        return Rows.execute(
                        session,
                        ADD,
                        Map.of(
                                "run", runId.toString(),
                                "seq", seq,
                                "hash", hash,
                                "calls", counts.calls(),
                                "minutes", counts.talkMinutes(),
                                "cost", counts.cost(),
                                "at", at,
                                "events", AuditChain.canonical(lines)))
                .replaceWithVoid();
    }
}
