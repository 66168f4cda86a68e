package dev.switchboard.messaging;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.EventHeaders;
import dev.switchboard.events.Topic;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Brings committed events to Kafka, in the order of their commits. The only thing in a service that writes to Kafka.
 *
 * <p>Guarantee: at least once. A row is deleted only after the broker has acknowledged its record; a relay that dies in
 * between sends it again, and consumers apply an event's id once. One relay per schema sends at a time, whatever the
 * number of replicas, because two could overtake each other: the others wait on the same lock.
 */
@ApplicationScoped
public class OutboxRelay {

    static final String CHANNEL = "outbox";

    private static final int BATCH = 250;
    /** Rows that another replica committed before it died are found after this long at the latest. */
    private static final Duration AT_LATEST = Duration.ofSeconds(1);

    private static final String LOCK = "select pg_advisory_xact_lock(hashtext(current_schema() || '.outbox'))";
    private static final String OLDEST =
            "select id, event_id, topic, key, subject, correlation_id, causation_id, occurred_at, body"
                    + " from outbox order by id limit " + BATCH;
    private static final String DELETE = "delete from outbox where id = any($1)";

    private static final String PUT_ASIDE =
            "insert into outbox_refused (id, event_id, topic, key, body, reason, refused_at)"
                    + " select id, event_id, topic, key, body, $1, occurred_at from outbox where id = $2";

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    private record Refused(long id, String reason) {}

    private final Pool pool;
    private final MutinyEmitter<byte[]> broker;
    private final String source;
    private final Sweeper sweeper;

    OutboxRelay(
            Pool pool,
            Vertx vertx,
            MissionClock clock,
            @Channel(CHANNEL) MutinyEmitter<byte[]> broker,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.pool = pool;
        this.broker = broker;
        this.source = "/" + application;
        this.sweeper = new Sweeper("outbox", vertx, clock, AT_LATEST, this::relayAll);
    }

    void start(@Observes StartupEvent event) {
        sweeper.start();
    }

    void stop(@Observes ShutdownEvent event) {
        sweeper.stop();
    }

    /** Tells that something was committed. Cheap; may be called for nothing. */
    public void nudge() {
        sweeper.nudge();
    }

    private Uni<Optional<Instant>> relayAll() {
        return relayBatch().chain(sent -> sent < BATCH ? nothingDue() : relayAll());
    }

    private static Uni<Optional<Instant>> nothingDue() {
        return Uni.createFrom().item(Optional.empty());
    }

    /** One batch: read, send, delete, in one transaction. Returns how many there were. */
    Uni<Integer> relayBatch() {
        return pool.withTransaction(this::relayWith);
    }

    private Uni<Integer> relayWith(SqlConnection connection) {
        return connection
                .query(LOCK)
                .execute()
                .chain(locked -> connection.query(OLDEST).execute())
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().item(0)
                        : sendAll(rows)
                                .chain(refused -> putAside(connection, refused))
                                .chain(() -> delete(connection, rows)));
    }

    /** Sends them all; gives back those that the broker will never take. */
    private Uni<List<Refused>> sendAll(RowSet<Row> rows) {
        List<Uni<Optional<Refused>>> sends = new ArrayList<>();
        rows.forEach(row -> sends.add(send(row)));
        return Uni.join()
                .all(sends)
                .andFailFast()
                .map(answers -> answers.stream().flatMap(Optional::stream).toList());
    }

    private Uni<Optional<Refused>> send(Row row) {
        return broker.sendMessage(message(row))
                .replaceWith(Optional.<Refused>empty())
                .onFailure(RecordTooLargeException.class)
                .recoverWithItem(tooLarge -> Optional.of(new Refused(row.getLong("id"), tooLarge.getMessage())));
    }

    private static Uni<Void> putAside(SqlConnection connection, List<Refused> refused) {
        if (refused.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        refused.forEach(
                one -> LOG.errorf("the broker will never take an event: %s. outboxId=%d", one.reason(), one.id()));
        return connection
                .preparedQuery(PUT_ASIDE)
                .executeBatch(refused.stream()
                        .map(one -> Tuple.of(one.reason(), one.id()))
                        .toList())
                .replaceWithVoid();
    }

    private static Uni<Integer> delete(SqlConnection connection, RowSet<Row> rows) {
        List<Long> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(row.getLong("id")));
        return connection
                .preparedQuery(DELETE)
                .execute(Tuple.of(ids.toArray(Long[]::new)))
                .replaceWith(ids.size());
    }

    private Message<byte[]> message(Row row) {
        Topic topic = Topic.named(row.getString("topic"));
        EventHeaders headers = new EventHeaders(
                (UUID) row.getValue("event_id"),
                topic.eventType(),
                source,
                row.getString("subject"),
                row.getOffsetDateTime("occurred_at")
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toInstant(),
                Optional.ofNullable(row.getString("correlation_id")),
                Optional.ofNullable(row.getString("causation_id")));
        return Message.of(row.getString("body").getBytes(StandardCharsets.UTF_8))
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic(topic.topicName())
                        .withKey(row.getString("key"))
                        .withHeaders(kafkaHeaders(headers.toMap()))
                        .build());
    }

    private static RecordHeaders kafkaHeaders(Map<String, String> headers) {
        RecordHeaders kafka = new RecordHeaders();
        headers.forEach((name, value) -> kafka.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return kafka;
    }
}
