package dev.switchboard.messaging;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.EventJson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Events commit with the state that they tell of, or not at all. Add them inside the transaction that changes the state;
 * {@link OutboxRelay} brings them to Kafka after the commit, in the order in which they were added.
 */
@ApplicationScoped
public class Outbox {

    /** One statement for any number of events: one round trip, and the order of the list is the order of the ids. */
    private static final String INSERT = """
            insert into outbox (event_id, topic, key, subject, correlation_id, causation_id, occurred_at, body)
            select cast(e.value ->> 'event_id' as uuid), e.value ->> 'topic', e.value ->> 'key', e.value ->> 'subject',
                   e.value ->> 'correlation_id', e.value ->> 'causation_id',
                   cast(e.value ->> 'occurred_at' as timestamptz), e.value ->> 'body'
            from json_array_elements(cast(cast(:events as text) as json)) with ordinality as e(value, position)
            order by e.position
            """;

    private final MissionClock clock;
    private final Ids ids;
    private final AfterCommit afterCommit;
    private final Runnable relay;

    Outbox(MissionClock clock, Ids ids, AfterCommit afterCommit, OutboxRelay relay) {
        this.clock = clock;
        this.ids = ids;
        this.afterCommit = afterCommit;
        this.relay = relay::nudge;
    }

    /** Adds events to the running transaction. */
    public Uni<Void> add(Mutiny.Session session, List<OutgoingEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        afterCommit.run(session, relay);
        return session.createNativeQuery(INSERT)
                .setParameter("events", EventJson.write(rows(events)))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Adds one event to the running transaction. */
    public Uni<Void> add(Mutiny.Session session, OutgoingEvent event) {
        return add(session, List.of(event));
    }

    private ArrayNode rows(List<OutgoingEvent> events) {
        ArrayNode rows = EventJson.mapper().createArrayNode();
        events.stream().map(this::row).forEach(rows::add);
        return rows;
    }

    private ObjectNode row(OutgoingEvent event) {
        ObjectNode row = EventJson.mapper()
                .createObjectNode()
                .put("event_id", ids.next().toString())
                .put("topic", event.topic().topicName())
                .put("key", event.key())
                .put("subject", event.subject())
                .put("occurred_at", clock.instant().toString())
                .put("body", EventJson.write(event.body()));
        event.runId().ifPresent(runId -> row.put("correlation_id", runId.toString()));
        event.cause().ifPresent(cause -> row.put("causation_id", cause.toString()));
        return row;
    }
}
