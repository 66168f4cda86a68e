package dev.switchboard.gateway;

import static dev.switchboard.gateway.Webhooks.hangup;
import static dev.switchboard.gateway.Webhooks.newId;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.events.EventHeaders;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.TelnyxWebhook;
import dev.switchboard.events.Topic;
import dev.switchboard.events.contract.EventContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Broker.class, restrictToAnnotatedClass = true)
class GatewayTest {

    private static final String PATH = "/webhooks/telnyx";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    @ConfigProperty(name = "sender.current")
    String currentKey;

    @ConfigProperty(name = "sender.next")
    String nextKey;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    private Sender telnyx;
    private Sender next;
    private Door door;

    @BeforeEach
    void knock() {
        telnyx = Sender.of(currentKey);
        next = Sender.of(nextKey);
        door = new Door(port);
    }

    @Test
    void recordsAWebhookByteForByte() {
        // Given
        String id = newId();
        String body = hangup(id);

        // When
        HttpResponse<String> answer = door.send(door.signed(telnyx, PATH, body)
                .header("Authorization", "Bearer secret")
                .header("X-Trace", "t1"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        ConsumerRecord<String, byte[]> record = theRecordOf(id);
        assertThat(record.key()).isEqualTo("session-1");
        TelnyxWebhook webhook = EventJson.read(record.value(), TelnyxWebhook.class);
        assertThat(webhook.body()).isEqualTo(body);
        assertThat(webhook.account()).isEqualTo("default");
        assertThat(webhook.eventId()).isEqualTo(id);
        assertThat(webhook.eventType()).isEqualTo("call.hangup");
        assertThat(webhook.occurredAt()).isEqualTo("2026-03-02T16:00:00.123Z");
        assertThat(webhook.callControlId()).contains("v3:control");
        assertThat(webhook.callSessionId()).contains("session-1");
        assertThat(webhook.headers())
                .containsKeys("telnyx-timestamp", "telnyx-signature-ed25519")
                .containsEntry("x-trace", "t1")
                .doesNotContainKey("authorization");
    }

    @Test
    void recordsASignedFormOfATexmlCall() {
        String form = "CallSid=v3%3A" + newId() + "&CallStatus=busy&Timestamp=2026-03-02T16%3A00%3A00Z";

        HttpResponse<String> answer = door.send(
                door.signed(telnyx, PATH, form).setHeader("Content-Type", "application/x-www-form-urlencoded"));
        HttpResponse<String> forged = door.send(door.signed(Sender.withNewKey(), PATH, form)
                .setHeader("Content-Type", "application/x-www-form-urlencoded"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(forged.statusCode()).isEqualTo(401);
    }

    @Test
    void describesTheRecordByCloudEvents() {
        // Given
        String id = newId();

        // When
        door.deliver(telnyx, hangup(id));

        // Then
        EventHeaders headers = EventHeaders.of(headersOf(theRecordOf(id)));
        assertThat(headers.type()).isEqualTo("telnyx.webhook.v1");
        assertThat(headers.source()).isEqualTo("/webhook-gateway");
        assertThat(headers.subject()).isEqualTo("session-1");
        assertThat(headers.time()).isEqualTo("2026-03-02T16:00:00.123Z");
        assertThat(headersOf(theRecordOf(id))).containsEntry(EventHeaders.CONTENT_TYPE, "application/json");
    }

    @Test
    void takesEachAccountsOwnKeysOnly() {
        String id = newId();
        String foreign = newId();

        assertThat(door.send(door.signed(next, PATH + "/acme", hangup(id))).statusCode())
                .isEqualTo(200);
        assertThat(door.send(door.signed(telnyx, PATH + "/acme", hangup(foreign)))
                        .statusCode())
                .isEqualTo(401);
        assertThat(door.send(door.signed(telnyx, PATH + "/nobody", hangup(foreign)))
                        .statusCode())
                .isEqualTo(401);
        assertThat(EventJson.read(theRecordOf(id).value(), TelnyxWebhook.class).account())
                .isEqualTo("acme");
        assertThat(recordsOf(foreign)).isEmpty();
    }

    @Test
    void takesBothKeysWhileOneReplacesTheOther() {
        assertThat(door.deliver(telnyx, hangup(newId())).statusCode()).isEqualTo(200);
        assertThat(door.deliver(next, hangup(newId())).statusCode()).isEqualTo(200);
    }

    @Test
    void letsNothingThroughThatIsNotSignedByTheAccount() {
        // Given
        String id = newId();
        String body = hangup(id);
        long now = Instant.now().getEpochSecond();

        // When, Then
        refused(door.send(door.signed(Sender.withNewKey(), PATH, body)));
        refused(door.send(door.signed(telnyx, PATH, body + " ").POST(HttpRequest.BodyPublishers.ofString(body))));
        refused(door.send(door.signed(telnyx, PATH, body, now - 302)));
        refused(door.send(door.signed(telnyx, PATH, body, now + 302)));
        refused(door.send(door.to(PATH)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))));
        refused(door.send(door.signed(telnyx, PATH, body).setHeader("Telnyx-Signature-Ed25519", "nonsense")));
        assertThat(recordsOf(id)).isEmpty();
    }

    private static void refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        isProblem(answer, 401);
    }

    @Test
    void recordsARepeatedWebhookOnce() {
        // Given
        String id = newId();
        String body = hangup(id);

        // When
        List<Integer> answers = IntStream.range(0, 24)
                .parallel()
                .mapToObj(attempt -> door.deliver(telnyx, body.replace("\"attempt\":1", "\"attempt\":" + attempt))
                        .statusCode())
                .toList();

        // Then
        assertThat(answers).containsOnly(200);
        assertThat(recordsOf(id)).hasSize(1);
    }

    @Test
    void recordsInsightsOfACallUnderItsSession() {
        // Given
        TelnyxWebhook sample =
                EventJson.read(EventContract.sample(Topic.TELNYX_WEBHOOK, "insights_generated"), TelnyxWebhook.class);
        String id = newId();

        // When
        HttpResponse<String> answer = door.deliver(telnyx, sample.body().replace(sample.eventId(), id));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        ConsumerRecord<String, byte[]> record = theRecordOf(id);
        assertThat(record.key()).isEqualTo(sample.callSessionId().orElseThrow());
        assertThat(EventJson.read(record.value(), TelnyxWebhook.class).eventType())
                .isEqualTo("call.conversation_insights.generated");
    }

    @Test
    void recordsFlatInsightsUnderTheirConversation() {
        // Given
        String conversation = newId();
        String body = "{\"event_type\":\"conversation.insights.completed\",\"conversation_id\":\"" + conversation
                + "\",\"insights\":[]}";

        // When
        assertThat(door.deliver(telnyx, body).statusCode()).isEqualTo(200);
        assertThat(door.deliver(telnyx, body).statusCode()).isEqualTo(200);

        // Then
        ConsumerRecord<String, byte[]> record = theRecordOf(conversation);
        assertThat(record.key()).isEqualTo(conversation);
        assertThat(EventJson.read(record.value(), TelnyxWebhook.class).eventId())
                .startsWith("sha256:");
    }

    @Test
    void refusesWhatIsTooLargeAnnouncedOrNot() {
        // Given
        String id = newId();
        String body = hangup(id).replace("Grüße", "x".repeat(1 << 20));

        // When, Then
        isProblem(door.send(door.signed(telnyx, PATH, body)), 413);
        isProblem(door.send(door.signed(telnyx, PATH, body).POST(Door.chunked(body))), 413);
        assertThat(recordsOf(id)).isEmpty();
    }

    @Test
    void takesABodyOfUnannouncedLength() {
        String id = newId();
        String body = hangup(id).replace("Grüße", "x".repeat(400_000));

        assertThat(door.send(door.signed(telnyx, PATH, body).POST(Door.chunked(body)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(EventJson.read(theRecordOf(id).value(), TelnyxWebhook.class).body())
                .isEqualTo(body);
    }

    @Test
    void refusesSignedNonsense() {
        for (String nonsense : new String[] {"", "nonsense", "[]", "{\"data\":{}}", "{\"data\":"}) {
            isProblem(door.deliver(telnyx, nonsense), 400);
        }
    }

    @Test
    void takesPlainJsonOnly() {
        String body = hangup(newId());

        isProblem(door.send(door.signed(telnyx, PATH, body).setHeader("Content-Type", "text/plain")), 415);
        isProblem(door.send(door.signed(telnyx, PATH, body).setHeader("Content-Encoding", "gzip")), 415);
        assertThat(door.send(door.signed(telnyx, PATH, body)
                                .setHeader("Content-Type", "application/json; charset=utf-8"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersNothingButPost() {
        isProblem(door.send(door.to(PATH).GET()), 405);
        isProblem(door.send(door.to(PATH + "/acme").DELETE()), 405);
    }

    @Test
    void isReadyAndCounts() {
        door.deliver(telnyx, hangup(newId()));

        assertThat(door.send(door.to("/q/health/ready").GET()).statusCode()).isEqualTo(200);
        assertThat(door.send(door.to("/q/metrics").GET()).body())
                .contains("switchboard_gateway_webhooks_total{result=\"recorded\"}")
                .contains("switchboard_gateway_webhooks_total{result=\"forged\"}");
    }

    private static void isProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        try {
            assertThat(new ObjectMapper().readTree(answer.body()).path("status").asInt())
                    .isEqualTo(status);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private ConsumerRecord<String, byte[]> theRecordOf(String id) {
        List<ConsumerRecord<String, byte[]>> records = recordsOf(id);
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    private List<ConsumerRecord<String, byte[]>> recordsOf(String id) {
        return Records.of(broker, Topic.TELNYX_WEBHOOK, id);
    }

    private static Map<String, String> headersOf(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}
