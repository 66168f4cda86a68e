package dev.switchboard.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.EventHeaders;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.MissionCompleted;
import dev.switchboard.events.Topic;
import dev.switchboard.notifier.application.DeliverNotifications;
import dev.switchboard.notifier.application.Notifications;
import dev.switchboard.notifier.domain.Notification;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = FakeChannels.class, restrictToAnnotatedClass = false)
class NotifierTest {

    private static final LogLines LOG = LogLines.kept();
    private static final Instant COMPLETED_AT = Instant.parse("2026-03-02T17:30:00Z");
    private static final Duration SOON = Duration.ofMinutes(2);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    @ConfigProperty(name = "fake.url")
    String fake;

    @Inject
    Pool pool;

    @Inject
    Notifications notifications;

    @Inject
    DeliverNotifications deliverNotifications;

    private KafkaProducer<String, byte[]> producer;

    @BeforeEach
    void connect() {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void disconnect() {
        producer.close();
    }

    @Test
    void tellsEveryChannelOnceHoweverOftenTheEventComes() {
        // Given
        MissionCompleted completed = completion("both", "Catering <negotiation>");
        UUID eventId = UUID.randomUUID();

        // When
        publish(eventId, completed);
        publish(eventId, completed);
        publish(UUID.randomUUID(), completed);
        MissionCompleted last = completion("both", "The one after it");
        publishAfter(completed, last);

        // Then
        await().atMost(SOON).until(() -> statesOf(last), states -> states.equals(List.of("SENT", "SENT")));
        List<JsonNode> told = messagesAbout("Catering");
        assertThat(told).hasSize(2);
        assertThat(rowsOf(completed))
                .extracting(row -> row.getString("channel") + " " + row.getString("sent_to"))
                .containsExactly("SLACK C_STEADY", "TELEGRAM 100");
        assertThat(rowsOf(completed))
                .noneMatch(row -> row.getString("reference").isEmpty());
    }

    @Test
    void showsWhatPeopleSaidAsTextAndNothingElse() {
        // Given
        MissionCompleted completed = completion("both", "Mind the <!channel>");

        // When
        publish(UUID.randomUUID(), completed);

        // Then
        await().atMost(SOON).until(() -> statesOf(completed), states -> states.equals(List.of("SENT", "SENT")));
        JsonNode slack = messageTo("C_STEADY", "Mind the");
        assertThat(slack.path("authorization").asText()).isEqualTo("Bearer " + FakeChannels.SLACK_TOKEN);
        assertThat(slack.path("path").asText()).isEqualTo("/api/chat.postMessage");
        assertThat(slack.path("message").path("text").asText())
                .startsWith("Mind the &lt;!channel&gt; succeeded")
                .contains("1. Chicago Grill Co: per person 62");
        assertThat(slack.path("message").path("blocks")).hasSize(3);
        JsonNode telegram = messageTo("100", "Mind the");
        assertThat(telegram.path("path").asText()).isEqualTo("/bot" + FakeChannels.TELEGRAM_TOKEN + "/sendMessage");
        assertThat(telegram.path("message").path("text").asText()).startsWith("Mind the <!channel> succeeded");
        assertThat(telegram.path("message").has("parse_mode")).isFalse();
    }

    @Test
    void repeatsWhatSlackDidNotTake() {
        // Given a channel that fails, throttles, and is not open to the bot at first
        MissionCompleted completed = completion("flaky", "Persistent");

        // When
        publish(UUID.randomUUID(), completed);

        // Then
        await().atMost(SOON).until(() -> statesOf(completed), states -> states.equals(List.of("SENT")));
        assertThat(messagesAbout("Persistent")).hasSize(4);
        assertThat(rowsOf(completed))
                .extracting(row -> row.getInteger("attempts"), row -> row.getString("reference"))
                .containsExactly(org.assertj.core.groups.Tuple.tuple(4, "1700.4"));
    }

    @Test
    void repeatsWhenTelegramsAnswerIsLost() {
        // Given
        MissionCompleted completed = completion("lost", "Lost and found");

        // When
        publish(UUID.randomUUID(), completed);

        // Then
        await().atMost(SOON).until(() -> statesOf(completed), states -> states.equals(List.of("SENT")));
        assertThat(rowsOf(completed))
                .extracting(row -> row.getInteger("attempts"), row -> row.getString("reference"))
                .containsExactly(org.assertj.core.groups.Tuple.tuple(4, "44"));
    }

    @Test
    void givesUpWhatSlackWillNeverTake() {
        // Given
        MissionCompleted completed = completion("stubborn", "Hopeless");

        // When
        publish(UUID.randomUUID(), completed);

        // Then
        await().atMost(SOON).until(() -> statesOf(completed), states -> states.equals(List.of("GIVEN_UP")));
        assertThat(messagesAbout("Hopeless")).hasSize(1);
        assertThat(rowsOf(completed)).extracting(row -> row.getString("reason")).containsExactly("msg_too_long");
    }

    @Test
    void tellsNobodyWhereNobodyIs() {
        // Given
        MissionCompleted unheard = completion("nobody", "Unheard");
        MissionCompleted heard = completion("both", "Heard");

        // When
        publish(UUID.randomUUID(), unheard);
        publishAfter(unheard, heard);

        // Then
        await().atMost(SOON).until(() -> statesOf(heard), states -> states.equals(List.of("SENT", "SENT")));
        assertThat(rowsOf(unheard)).isEmpty();
    }

    @Test
    void putsAMalformedEventAsideWithTheReason() {
        // Given
        UUID eventId = UUID.randomUUID();
        byte[] malformed = "{\"mission_id\":\"not-an-id\"}".getBytes(StandardCharsets.UTF_8);

        // When
        publish(eventId, "malformed", malformed);

        // Then
        ConsumerRecord<String, byte[]> dead = deadLetter("malformed");
        assertThat(dead.value()).isEqualTo(malformed);
        assertThat(new String(dead.headers().lastHeader("dead-letter-reason").value(), StandardCharsets.UTF_8))
                .contains("MissionCompleted");
        assertThat(new String(dead.headers().lastHeader(EventHeaders.ID).value(), StandardCharsets.UTF_8))
                .isEqualTo(eventId.toString());
    }

    @Test
    void neverLendsANotificationToTwoAtOnce() throws Throwable {
        // Given
        for (int i = 0; i < 30; i++) {
            insert("elsewhere", "null");
        }

        // When
        List<List<Notification>> claims = VertxContextSupport.subscribeAndAwait(() -> Uni.join()
                .all(onItsOwnContext(10), onItsOwnContext(10), onItsOwnContext(10))
                .andFailFast());

        // Then
        List<UUID> ids =
                claims.stream().flatMap(List::stream).map(Notification::id).toList();
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void takesOverWhatACrashedReplicaLeft() {
        // Given
        UUID lent = insert("crashed", "clock_timestamp() + interval '1 hour'");
        UUID left = insert("crashed", "clock_timestamp() - interval '1 second'");

        // When
        deliverNotifications.nudge();

        // Then
        await().atMost(SOON).until(() -> state(left), "SENT"::equals);
        assertThat(state(lent)).isEqualTo("PENDING");
    }

    @AfterEach
    void noTokenIsEverLogged() {
        assertThat(LOG.lines())
                .isNotEmpty()
                .noneMatch(line -> line.contains("very-secret")
                        || line.contains("VERY")
                        || line.contains("4711:")
                        || line.contains("4711%3A"));
    }

    private Uni<List<Notification>> onItsOwnContext(int most) {
        return Uni.createFrom()
                .item(() -> subscribeAndAwait(() -> notifications.claim(most, false)))
                .runSubscriptionOn(io.smallrye.mutiny.infrastructure.Infrastructure.getDefaultWorkerPool());
    }

    private static <T> T subscribeAndAwait(java.util.function.Supplier<Uni<T>> uni) {
        try {
            return VertxContextSupport.subscribeAndAwait(uni);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MissionCompleted completion(String account, String name) {
        return new MissionCompleted(
                UUID.randomUUID(),
                UUID.randomUUID(),
                account,
                name,
                "negotiation",
                MissionCompleted.Status.SUCCEEDED,
                "Chicago Grill Co & friends are the cheapest.",
                Map.of(
                        "recommended",
                        List.of(Map.of("rank", 1, "name", "Chicago Grill Co", "insight", Map.of("per_person", 62))),
                        "counts",
                        Map.of("targets", 3)),
                COMPLETED_AT);
    }

    private void publish(UUID eventId, MissionCompleted completed) {
        publish(
                eventId,
                completed.runId().toString(),
                EventJson.write(completed).getBytes(StandardCharsets.UTF_8));
    }

    /** Into the same partition, so that the second is applied after the first. */
    private void publishAfter(MissionCompleted first, MissionCompleted second) {
        publish(
                UUID.randomUUID(),
                first.runId().toString(),
                EventJson.write(second).getBytes(StandardCharsets.UTF_8));
    }

    private void publish(UUID eventId, String key, byte[] body) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topic.MISSION_COMPLETED.topicName(), key, body);
        new EventHeaders(
                        eventId,
                        Topic.MISSION_COMPLETED.eventType(),
                        "/mission-service",
                        key,
                        COMPLETED_AT,
                        Optional.of(key),
                        Optional.empty())
                .toMap()
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(record);
        producer.flush();
    }

    private ConsumerRecord<String, byte[]> deadLetter(String key) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker, "group.id", "test-" + key, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topic.MISSION_COMPLETED.deadLetters()));
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            await().atMost(SOON).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
                return found.stream().anyMatch(record -> key.equals(record.key()));
            });
            return found.stream()
                    .filter(record -> key.equals(record.key()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private List<JsonNode> messagesAbout(String mission) {
        return StreamSupport.stream(received().spliterator(), false)
                .filter(request -> request.path("message").path("text").asText().startsWith(mission))
                .toList();
    }

    private JsonNode messageTo(String place, String mission) {
        return messagesAbout(mission).stream()
                .filter(request -> request.path("place").asText().equals(place))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode received() {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(fake + "/received")).build();
            return new ObjectMapper()
                    .readTree(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1))
                            .body());
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> statesOf(MissionCompleted completed) {
        return rowsOf(completed).stream().map(row -> row.getString("state")).toList();
    }

    private List<Row> rowsOf(MissionCompleted completed) {
        List<Row> rows = new ArrayList<>();
        pool.preparedQuery("select * from notification where run_id = $1 order by channel")
                .execute(Tuple.of(completed.runId()))
                .await()
                .atMost(SOON)
                .forEach(rows::add);
        return rows;
    }

    private UUID insert(String account, String leasedUntil) {
        MissionCompleted completed = completion(account, "Inserted");
        UUID id = UUID.randomUUID();
        pool.preparedQuery(
                        "insert into notification (id, mission_id, run_id, account, channel, event, state, created_at,"
                                + " next_attempt_at, updated_at, leased_until) values ($1, $2, $3, $4, 'SLACK', $5, 'PENDING',"
                                + " '2026-03-02T16:00:00Z', '2026-03-02T16:00:00Z', '2026-03-02T16:00:00Z', "
                                + leasedUntil
                                + ")")
                .execute(Tuple.of(id, completed.missionId(), completed.runId(), account, EventJson.write(completed)))
                .await()
                .atMost(SOON);
        return id;
    }

    private String state(UUID id) {
        return pool.preparedQuery("select state from notification where id = $1")
                .execute(Tuple.of(id))
                .await()
                .atMost(SOON)
                .iterator()
                .next()
                .getString("state");
    }
}
