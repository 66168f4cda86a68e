package dev.switchboard.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.CallCancelled;
import dev.switchboard.events.EventHeaders;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each event once, on a real broker and a real database, with the middle broken in each of the ways it can break. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStack.class)
class OnceTest {

    private static final Duration SOON = Duration.ofMinutes(2);

    @Inject
    Pool pool;

    @Inject
    UnitOfWork work;

    @Inject
    Outbox outbox;

    @Inject
    OutboxRelay relay;

    @Inject
    @Readiness
    WarmUp warmUp;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private Broker broker;

    @BeforeEach
    void follow() {
        broker = new Broker(
                bootstrapServers,
                Topic.CALL_ABANDONED.topicName(),
                Topic.CALL_CANCELLED.deadLetters(),
                Topic.CALL_CANCELLED.topicName(),
                Topic.CALL_SCHEDULED.deadLetters());
    }

    @AfterEach
    void leave() {
        broker.close();
    }

    @Test
    void appliesAnEventOnceThoughItIsDeliveredTwice() {
        // Given
        CallCancelled cancelled = cancelled("delivered twice");
        Map<String, String> headers = headers(UUID.randomUUID());

        // When
        publish(headers, cancelled);
        publish(headers, cancelled);
        CallCancelled last = cancelled("the one after");
        publish(headers(UUID.randomUUID()), last, cancelled.runId());

        // Then
        await().atMost(SOON).until(() -> effects("the one after") == 1);
        assertThat(effects("delivered twice")).isEqualTo(1);
    }

    @Test
    void givesUnitsThatRunSideBySideASessionEach() throws Throwable {
        CallCancelled kept = cancelled("kept beside a failure");

        Boolean failed = VertxContextSupport.subscribeAndAwait(() -> Uni.join()
                .all(
                        work.perform(session -> session.createNativeQuery("select cast(pg_sleep(0.05) as text)")
                                .getSingleResult()
                                .chain(() -> outbox.add(
                                        session,
                                        OutgoingEvent.forAccount(
                                                Topic.CALL_CANCELLED,
                                                kept.account(),
                                                kept.runId(),
                                                kept.runId(),
                                                kept)))
                                .replaceWith(false)),
                        work.perform(session -> Uni.createFrom().<Boolean>failure(new IllegalStateException("broken")))
                                .onFailure(IllegalStateException.class)
                                .recoverWithItem(true))
                .andCollectFailures()
                .map(both -> both.get(1)));

        assertThat(failed).isTrue();
        assertThat(broker.await(
                        1,
                        record -> new String(record.value(), StandardCharsets.UTF_8).contains("kept beside a failure")))
                .hasSize(1);
    }

    @Test
    void tellsWhatLedToAnEvent() {
        UUID cause = UUID.randomUUID();
        CallCancelled cancelled = cancelled("with a cause");

        publish(headers(cause), cancelled);

        var told = broker.await(
                1,
                record -> record.topic().equals(Topic.CALL_ABANDONED.topicName())
                        && record.key().equals(cancelled.runId().toString()));
        assertThat(told).hasSize(1);
        EventHeaders headers = EventHeaders.of(toMap(told.get(0)));
        assertThat(headers.causationId()).contains(cause.toString());
        assertThat(headers.correlationId()).contains(cancelled.runId().toString());
        assertThat(headers.type()).isEqualTo("call.abandoned.v1");
        assertThat(headers.source()).isEqualTo("/messaging-test");
    }

    @Test
    void putsAMalformedEventAsideWithTheReason() {
        Map<String, String> headers = headers(UUID.randomUUID());

        broker.send(Topic.CALL_CANCELLED.topicName(), "k1", headers, "{\"account\":\"default\"}");

        var dead = broker.await(
                1, record -> record.topic().equals(Topic.CALL_CANCELLED.deadLetters()) && "k1".equals(record.key()));
        assertThat(dead).hasSize(1);
        assertThat(Broker.header(dead.get(0), "dead-letter-reason")).contains("run_id");
    }

    @Test
    void putsTextThatIsNotJsonAsideAtOnce() {
        broker.send(Topic.CALL_CANCELLED.topicName(), "k3", headers(UUID.randomUUID()), "{ this is not JSON");

        var dead = broker.await(
                1, record -> record.topic().equals(Topic.CALL_CANCELLED.deadLetters()) && "k3".equals(record.key()));
        assertThat(dead).hasSize(1);
        assertThat(Broker.header(dead.get(0), "dead-letter-reason")).contains("CallCancelled");
    }

    @Test
    void putsAnEventOfAnUnknownTypeAsideWithTheReason() {
        Map<String, String> headers = headers(UUID.randomUUID());
        headers.put(EventHeaders.TYPE, "call.cancelled.v9");

        broker.send(Topic.CALL_CANCELLED.topicName(), "k2", headers, EventJson.write(cancelled("unknown type")));

        var dead = broker.await(
                1, record -> record.topic().equals(Topic.CALL_CANCELLED.deadLetters()) && "k2".equals(record.key()));
        assertThat(dead).hasSize(1);
        assertThat(Broker.header(dead.get(0), "dead-letter-reason")).contains("call.cancelled.v9");
        assertThat(effects("unknown type")).isZero();
    }

    @Test
    void storesNothingOfAnEventWhoseEffectFails() {
        CallCancelled poison = cancelled(CancellationLog.POISON);

        publish(headers(UUID.randomUUID()), poison);

        var dead = broker.await(
                1,
                record -> record.topic().equals(Topic.CALL_CANCELLED.deadLetters())
                        && poison.runId().toString().equals(record.key()));
        assertThat(dead).hasSize(1);
        assertThat(effects(CancellationLog.POISON)).isZero();
        assertThat(count("select count(*) from outbox where body like '%" + CancellationLog.POISON + "%'"))
                .isZero();
    }

    @Test
    void storesNeitherStateNorEventWhenTheOutboxRefuses() {
        OutgoingEvent withoutKey = new OutgoingEvent(
                Topic.CALL_ABANDONED, null, "s", Optional.empty(), cancelled("no key"), Optional.empty());

        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(() -> work.perform(
                        session -> session.createNativeQuery("insert into effect (reason) values ('half done')")
                                .executeUpdate()
                                .chain(() -> outbox.add(session, withoutKey)))))
                .hasMessageContaining("key");
        assertThat(effects("half done")).isZero();
    }

    @Test
    void sendsAgainWhatTheBrokerHasButTheTableStillHolds() {
        // Given a relay that dies between the acknowledgement and the mark
        execute("create or replace function refuse_delete() returns trigger language plpgsql as"
                + " $$ begin raise exception 'died before the mark'; end $$");
        execute("create trigger die before delete on outbox for each row execute function refuse_delete()");
        UUID run = UUID.randomUUID();
        try {
            execute("insert into outbox (event_id, topic, key, subject, occurred_at, body) values ('" + run
                    + "', 'call.cancelled', '" + run + "', 's', now(), '"
                    + EventJson.write(new CallCancelled(
                            run, "default", Optional.empty(), "sent twice", Instant.parse("2026-03-02T16:00:00Z")))
                    + "')");
            relay.nudge();
            assertThat(broker.await(1, record -> record.key().equals(run.toString())))
                    .hasSize(1);
        } finally {
            execute("drop trigger die on outbox");
        }

        // When it comes back
        relay.nudge();

        // Then the record is there again, and has had its effect once
        assertThat(broker.await(
                        1,
                        record -> record.key().equals(run.toString())
                                && record.topic().equals(Topic.CALL_CANCELLED.topicName())))
                .hasSize(1);
        await().atMost(SOON).until(() -> count("select count(*) from outbox where event_id = '" + run + "'") == 0);
        await().atMost(SOON).until(() -> effects("sent twice") == 1);
        assertThat(effects("sent twice")).isEqualTo(1);
    }

    @Test
    void keepsTheOrderOfOneKeyOverManyBatches() {
        UUID run = UUID.randomUUID();
        execute("insert into outbox (event_id, topic, key, subject, occurred_at, body)"
                + " select gen_random_uuid(), 'call.abandoned', '" + run
                + "', 's', now(), n::text from generate_series(1, 700) n");

        relay.nudge();

        List<Integer> order = new ArrayList<>();
        broker.await(700, record -> record.key().equals(run.toString()))
                .forEach(record -> order.add(Integer.parseInt(new String(record.value()))));
        assertThat(order).hasSize(700).isSorted();
    }

    @Test
    void putsAsideWhatTheBrokerWillNeverTakeAndSendsWhatIsBehindIt() {
        UUID run = UUID.randomUUID();
        execute("insert into outbox (event_id, topic, key, subject, occurred_at, body)"
                + " select gen_random_uuid(), 'call.abandoned', '" + run
                + "', 's', now(), repeat('x', case n when 1 then 2000000 else n end) from generate_series(1, 3) n");

        relay.nudge();

        assertThat(broker.await(2, record -> record.key().equals(run.toString())))
                .hasSize(2);
        await().atMost(SOON).until(() -> count("select count(*) from outbox_refused where key = '" + run + "'") == 1);
        assertThat(count("select count(*) from outbox where key = '" + run + "'"))
                .isZero();
    }

    @Test
    void isReadyOnceItIsWarmAndHasLeftNothingBehind() {
        await().atMost(SOON).until(() -> warmUp.call().getStatus() == HealthCheckResponse.Status.UP);

        assertThat(count("select count(*) from outbox where topic = 'call.scheduled'"))
                .isZero();
    }

    @Test
    void refusesAPayloadThatIsNotOfTheContract() {
        assertThatThrownBy(() -> EventJson.read("[]".getBytes(), CallCancelled.class))
                .hasMessageContaining("CallCancelled");
    }

    @Test
    void takesManyTogetherEachOnceAndPutsOnlyTheBrokenAside() {
        // Given
        UUID twice = UUID.randomUUID();
        UUID key = UUID.randomUUID();

        // When
        for (int i = 0; i < 40; i++) {
            publishForJoint(key, UUID.randomUUID(), "one of many");
        }
        publishForJoint(key, twice, "twice in one batch");
        publishForJoint(key, twice, "twice in one batch");
        publishForJoint(key, UUID.randomUUID(), CancellationLog.POISON);
        broker.send(Topic.CALL_SCHEDULED.topicName(), key.toString(), jointHeaders(UUID.randomUUID()), "{}");
        publishForJoint(key, UUID.randomUUID(), "the last one");

        // Then
        await().atMost(SOON).until(() -> effects("the last one") == 1);
        assertThat(effects("one of many")).isEqualTo(40);
        assertThat(effects("twice in one batch")).isEqualTo(1);
        assertThat(effects(CancellationLog.POISON)).isZero();
        assertThat(broker.await(2, record -> record.topic().equals(Topic.CALL_SCHEDULED.deadLetters())))
                .extracting(record -> Broker.header(record, "dead-letter-reason"))
                .anyMatch(reason -> reason.contains("run_id"))
                .anyMatch(reason -> reason.contains("poison"));
    }

    private void publishForJoint(UUID key, UUID id, String reason) {
        broker.send(
                Topic.CALL_SCHEDULED.topicName(), key.toString(), jointHeaders(id), EventJson.write(cancelled(reason)));
    }

    private static Map<String, String> jointHeaders(UUID id) {
        Map<String, String> headers = headers(id);
        headers.put(EventHeaders.TYPE, Topic.CALL_SCHEDULED.eventType());
        return headers;
    }

    private static CallCancelled cancelled(String reason) {
        return new CallCancelled(
                UUID.randomUUID(), "default", Optional.empty(), reason, Instant.parse("2026-03-02T16:00:00Z"));
    }

    private static Map<String, String> headers(UUID id) {
        return new HashMap<>(new EventHeaders(
                        id,
                        Topic.CALL_CANCELLED.eventType(),
                        "/test",
                        "subject",
                        Instant.parse("2026-03-02T16:00:00Z"),
                        Optional.empty(),
                        Optional.empty())
                .toMap());
    }

    private static Map<String, String> toMap(org.apache.kafka.clients.consumer.ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value())));
        return headers;
    }

    private void publish(Map<String, String> headers, CallCancelled cancelled) {
        publish(headers, cancelled, cancelled.runId());
    }

    private void publish(Map<String, String> headers, CallCancelled cancelled, UUID key) {
        broker.send(Topic.CALL_CANCELLED.topicName(), key.toString(), headers, EventJson.write(cancelled));
    }

    private long effects(String reason) {
        return pool.preparedQuery("select count(*) from effect where reason = $1")
                .execute(Tuple.of(reason))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private long count(String sql) {
        return pool.query(sql)
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private void execute(String sql) {
        pool.query(sql).execute().await().indefinitely();
    }
}
