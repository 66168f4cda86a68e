package dev.switchboard.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.EventHeaders;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.InsightReady;
import dev.switchboard.events.Topic;
import dev.switchboard.events.contract.EventContract;
import dev.switchboard.insight.FakeTelnyx.Request;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
class InsightCollectorTest {

    private static final String SCHEMA =
            "{\"type\":\"object\",\"required\":[\"quote\"],\"properties\":{\"quote\":{\"type\":\"number\"}}}";

    @Inject
    FakeTelnyx telnyx;

    @Inject
    StandingClock clock;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "switchboard.database")
    String database;

    private final Story story = new Story();
    private Broker broker;

    @BeforeEach
    void connect() {
        broker = new Broker(
                bootstrapServers,
                List.of(
                        Topic.INSIGHT_READY.topicName(),
                        Topic.CALL_COMPLETED.deadLetters(),
                        Topic.TELNYX_WEBHOOK.deadLetters()));
        telnyx.answers("/ai/conversations/insights/" + story.template(), 200, template(SCHEMA));
        telnyx.answers("/ai/conversations/" + story.conversation(), 200, "{\"data\":{}}");
    }

    @AfterEach
    void disconnect() {
        broker.close();
    }

    @Test
    void saysInsightReadyWithTheWebhook() throws JsonProcessingException {
        // Given
        UUID completed = callCompletes();
        templateIsFetched();

        // When
        UUID webhook = webhookArrives("insights_generated");

        // Then
        ConsumerRecord<String, String> record = insightReady();
        assertThat(EventContract.violations(Topic.INSIGHT_READY, record.value().getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(withoutTime(record.value())).isEqualTo(withoutTime(story.sample(Topic.INSIGHT_READY)));
        assertThat(record.key()).isEqualTo(story.run());
        assertThat(header(record, EventHeaders.CORRELATION_ID)).isEqualTo(story.run());
        assertThat(header(record, EventHeaders.CAUSATION_ID))
                .isEqualTo(webhook.toString())
                .isNotEqualTo(completed.toString());
        assertThat(header(record, EventHeaders.SOURCE)).isEqualTo("/insight-collector");
        isNamedOnce("Call 2: Chicago Grill Co, 62");
        assertThat(telnyx.requests("GET", story.conversation())).isEmpty();
        assertThat(telnyx.requests("GET", story.attempt())).isEmpty();
        assertThat(telnyx.requests("GET", story.template())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"insights_generated", "insights_generated_as_text", "insights_completed"})
    void webhooksMayComeBeforeTheEndOfTheCall(String variant) throws JsonProcessingException {
        webhookArrives(variant);
        isKeptForLater();

        callCompletes();

        ConsumerRecord<String, String> record = insightReady();
        assertThat(withoutTime(record.value())).isEqualTo(withoutTime(story.sample(Topic.INSIGHT_READY)));
        isNamedOnce("Call 2: Chicago Grill Co, 62");
    }

    @Test
    void findsItsWayFromTheSessionToTheConversation() throws JsonProcessingException {
        webhookArrives("insights_completed");
        webhookArrives("conversation_ended");
        isKeptForLater();

        broker.publish(Topic.CALL_COMPLETED, story.run(), story.sample(Topic.CALL_COMPLETED, "conversation_unknown"));

        assertThat(withoutTime(insightReady().value())).isEqualTo(withoutTime(story.sample(Topic.INSIGHT_READY)));
        assertThat(telnyx.requests("GET", story.attempt())).isEmpty();
    }

    @Test
    void repetitionsChangeNothing() {
        UUID completed = callCompletes();
        templateIsFetched();
        UUID webhook = webhookArrives("insights_generated");
        insightReady();

        // The same events again, the same webhook under new ids, and the flat form of it
        broker.publish(Topic.CALL_COMPLETED, story.run(), story.sample(Topic.CALL_COMPLETED), completed);
        callCompletes();
        broker.publish(Topic.TELNYX_WEBHOOK, "s", story.sample(Topic.TELNYX_WEBHOOK, "insights_generated"), webhook);
        webhookArrives("insights_generated");
        webhookArrives("insights_completed");
        webhookArrives("conversation_ended");
        everythingIsConsumed();

        isNamedOnce("Call 2: Chicago Grill Co, 62");
        assertThat(allInsights()).hasSize(1);
    }

    @Test
    void keepsAnInvalidInsightWithItsErrors() throws JsonProcessingException {
        callCompletes();
        templateIsFetched();

        broker.publish(
                Topic.TELNYX_WEBHOOK,
                "s",
                story.sample(Topic.TELNYX_WEBHOOK, "insights_generated")
                        .replace("\\\"quote\\\":62", "\\\"quote\\\":\\\"about sixty\\\""));

        assertThat(withoutTime(insightReady().value()))
                .isEqualTo(withoutTime(story.sample(Topic.INSIGHT_READY, "invalid")));
        isNamedOnce("Call 2: Chicago Grill Co, about sixty");
    }

    @Test
    void saysThatTheSchemaItselfIsInvalid() {
        telnyx.answers("/ai/conversations/insights/" + story.template(), 200, template("{\"type\":\"objekt\"}"));
        callCompletes();
        webhookArrives("insights_generated");

        InsightReady ready = read(insightReady());
        assertThat(ready.status()).isEqualTo(InsightReady.Status.INVALID);
        assertThat(ready.insight()).containsEntry("quote", 62);
        assertThat(ready.errors())
                .singleElement()
                .asString()
                .startsWith("the JSON Schema of insight template " + story.template() + " is invalid: /type");
    }

    @Test
    void waitsForATemplateThatCannotBeFetched() {
        // However often it is asked for: it is fetched ahead, too.
        telnyx.failsNext("/ai/conversations/insights/" + story.template(), 1000);
        callCompletes();
        webhookArrives("insights_generated");
        eventually(() -> tries() == 1);
        assertThat(state()).isEqualTo("CHECKING");
        assertThat(allInsights()).isEmpty();

        telnyx.failsNext("/ai/conversations/insights/" + story.template(), 0);
        clock.forward(Duration.ofMinutes(1));

        assertThat(read(insightReady()).status()).isEqualTo(InsightReady.Status.VALID);
    }

    @Test
    void looksUpWhenNoWebhookComes() throws JsonProcessingException {
        telnyx.answers(insightsPath(), 200, insights("completed", results()));
        callCompletes();
        isOpened();

        clock.forward(Duration.ofSeconds(15));

        assertThat(withoutTime(insightReady().value())).isEqualTo(withoutTime(story.sample(Topic.INSIGHT_READY)));
        isNamedOnce("Call 2: Chicago Grill Co, 62");
        assertThat(telnyx.requests("GET", insightsPath())).hasSize(1);
    }

    @Test
    void looksUpTheConversationByTheAttemptWhenItsIdIsMissing() throws JsonProcessingException {
        telnyx.answers(
                "/ai/conversations?metadata-%3Eattempt_id=eq." + story.attempt() + "&limit=1",
                200,
                "{\"data\":[{\"id\":\"" + story.conversation() + "\"}]}");
        telnyx.answers(insightsPath(), 200, insights("completed", results()));
        broker.publish(Topic.CALL_COMPLETED, story.run(), story.sample(Topic.CALL_COMPLETED, "conversation_unknown"));
        isOpened();

        clock.forward(Duration.ofSeconds(15));

        assertThat(withoutTime(insightReady().value())).isEqualTo(withoutTime(story.sample(Topic.INSIGHT_READY)));
        isNamedOnce("Call 2: Chicago Grill Co, 62");
        assertThat(telnyx.requests("GET", story.attempt())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"completed", "failed"})
    void isEmptyWhenTelnyxHasNone(String status) throws JsonProcessingException {
        telnyx.answers(insightsPath(), 200, insights(status, "[]"));
        callCompletes();
        isOpened();

        clock.forward(Duration.ofSeconds(15));

        assertThat(withoutTime(insightReady().value()))
                .isEqualTo(withoutTime(story.sample(Topic.INSIGHT_READY, "empty")));
        isNamedOnce("Call 2: Chicago Grill Co");
    }

    @Test
    void timesOutAfterTwentyMinutes() {
        telnyx.answers(insightsPath(), 200, insights("in_progress", "[]"));
        callCompletes();
        isOpened();
        for (int looks = 1; looks <= 3; looks++) {
            int expected = looks;
            clock.forward(Duration.ofMinutes(2));
            eventually(() -> tries() == expected);
            assertThat(telnyx.requests("GET", insightsPath())).hasSize(expected);
        }
        assertThat(allInsights()).isEmpty();

        clock.forward(Duration.ofMinutes(14));

        InsightReady ready = read(insightReady());
        assertThat(ready.status()).isEqualTo(InsightReady.Status.TIMED_OUT);
        assertThat(ready.insight()).isEmpty();
        isNamedOnce("Call 2: Chicago Grill Co");
    }

    @Test
    void namesAgainAfterAPassingFault() {
        telnyx.failsNext("/ai/conversations/" + story.conversation(), 1);
        callCompletes();
        templateIsFetched();
        webhookArrives("insights_generated");
        insightReady();
        eventually(() -> state().equals("NAMING") && tries() == 1);

        clock.forward(Duration.ofMinutes(1));

        eventually(() -> state().equals("SETTLED"));
        assertThat(telnyx.requests("PUT", story.conversation())).hasSize(2);
    }

    @Test
    void leavesAConversationUnnamedThatTelnyxDoesNotKnow() {
        telnyx.answers("/ai/conversations/" + story.conversation(), 404, "{}");
        callCompletes();
        templateIsFetched();
        webhookArrives("insights_generated");
        insightReady();

        eventually(() -> state().equals("SETTLED"));
        assertThat(telnyx.requests("PUT", story.conversation())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"busy", "no_answer", "without_insight"})
    void callsWithoutAnInsightAreNotWaitedFor(String variant) {
        broker.publish(Topic.CALL_COMPLETED, story.run(), story.sample(Topic.CALL_COMPLETED, variant));
        everythingIsConsumed();

        assertThat(state()).isEmpty();
    }

    @Test
    void unknownWebhooksAreForgottenAfterADay() {
        webhookArrives("insights_generated");
        isKeptForLater();

        clock.forward(Duration.ofHours(26));

        eventually(() -> kept() == 0);
    }

    @Test
    void otherWebhooksLeaveNoTrace() {
        UUID event = webhookArrives("answered");
        everythingIsConsumed();

        assertThat(count("select count(*) from insight.seen_event where event_id = '" + event + "'"))
                .isZero();
    }

    @Test
    void malformedEventsGoToTheDeadLetters() {
        String noAttempt = story.sample(Topic.CALL_COMPLETED).replace("\"attempt_id\"", "\"attempt\"");
        broker.publish(Topic.CALL_COMPLETED, story.run(), noAttempt);
        ConsumerRecord<String, String> completed = broker.awaits(
                Topic.CALL_COMPLETED.deadLetters(), record -> record.key().equals(story.run()));
        assertThat(completed.value()).isEqualTo(noAttempt);
        assertThat(header(completed, "dead-letter-reason")).contains("attempt");

        String notJson = story.sample(Topic.TELNYX_WEBHOOK, "insights_generated")
                .replaceFirst("\"body\": \".*\",", "\"body\": \"<html>\",");
        broker.publish(Topic.TELNYX_WEBHOOK, story.run(), notJson);
        ConsumerRecord<String, String> webhook = broker.awaits(
                Topic.TELNYX_WEBHOOK.deadLetters(), record -> record.key().equals(story.run()));
        assertThat(header(webhook, "dead-letter-reason")).contains("webhook body is not JSON");
    }

    private UUID callCompletes() {
        return broker.publish(Topic.CALL_COMPLETED, story.run(), story.sample(Topic.CALL_COMPLETED));
    }

    private UUID webhookArrives(String variant) {
        return broker.publish(Topic.TELNYX_WEBHOOK, story.conversation(), story.sample(Topic.TELNYX_WEBHOOK, variant));
    }

    private void templateIsFetched() {
        eventually(() -> !telnyx.requests("GET", story.template()).isEmpty());
        isOpened();
    }

    private void isOpened() {
        eventually(() -> !state().isEmpty());
    }

    private void isKeptForLater() {
        eventually(() -> kept() > 0);
    }

    /** Marks the end of both topics' partitions that the story uses, and waits for the marks to be dead-lettered. */
    private void everythingIsConsumed() {
        String mark = "mark " + UUID.randomUUID();
        broker.publish(Topic.CALL_COMPLETED, story.run(), mark);
        broker.publish(Topic.TELNYX_WEBHOOK, story.conversation(), mark);
        broker.publish(Topic.TELNYX_WEBHOOK, "s", mark);
        broker.awaits(
                Topic.CALL_COMPLETED.deadLetters(), record -> record.value().equals(mark));
        eventually(() -> broker.all(
                                Topic.TELNYX_WEBHOOK.deadLetters(),
                                record -> record.value().equals(mark))
                        .size()
                == 2);
    }

    private ConsumerRecord<String, String> insightReady() {
        return broker.awaits(
                Topic.INSIGHT_READY.topicName(), record -> record.key().equals(story.run()));
    }

    private List<ConsumerRecord<String, String>> allInsights() {
        return broker.all(
                Topic.INSIGHT_READY.topicName(), record -> record.key().equals(story.run()));
    }

    private void isNamedOnce(String name) {
        eventually(() -> state().equals("SETTLED"));
        assertThat(telnyx.requests("PUT", story.conversation()))
                .extracting(Request::body)
                .containsExactly("{\"name\":\"" + name + "\"}");
    }

    private String insightsPath() {
        return "/ai/conversations/" + story.conversation() + "/conversations-insights";
    }

    /** As the API has them: every result is text. */
    private String results() {
        return "[{\"insight_id\":\"" + story.template()
                + "\",\"result\":\"{\\\"quote\\\":62,\\\"available\\\":true,\\\"notes\\\":\\\"delivery included\\\"}\"},"
                + "{\"insight_id\":\"" + story.summary() + "\",\"result\":\"" + summaryText() + "\"}]";
    }

    private String summaryText() {
        return EventJson.read(EventContract.sample(Topic.INSIGHT_READY), InsightReady.class)
                .summary()
                .orElseThrow();
    }

    private static String insights(String status, String results) {
        return "{\"data\":[{\"id\":\"i-1\",\"status\":\"" + status
                + "\",\"created_at\":\"2026-03-10T15:05:16Z\",\"conversation_insights\":" + results + "}],\"meta\":{}}";
    }

    private static String template(String schema) {
        return "{\"data\":{\"id\":\"t\",\"name\":\"Catering quote\",\"json_schema\":" + schema + "}}";
    }

    private static JsonNode withoutTime(String body) throws JsonProcessingException {
        ObjectNode event = (ObjectNode) EventJson.mapper().readTree(body);
        event.remove("ready_at");
        return event;
    }

    private static InsightReady read(ConsumerRecord<String, String> record) {
        return EventJson.read(record.value().getBytes(StandardCharsets.UTF_8), InsightReady.class);
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static void eventually(Callable<Boolean> holds) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(holds);
    }

    /** The state of the story's conversation; empty if there is none. */
    private String state() {
        return query("select state from insight.conversation where attempt_id = '" + story.attempt() + "'");
    }

    /** How often something was tried in this state, and written down. */
    private long tries() {
        return count("select coalesce((select tries from insight.conversation where attempt_id = '" + story.attempt()
                + "'), 0)");
    }

    private long kept() {
        return count("select count(*) from insight.early_fact where results like '%" + story.template() + "%'");
    }

    private long count(String sql) {
        return Long.parseLong(query(sql));
    }

    private String query(String sql) {
        String url = "jdbc:postgresql://" + database;
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
