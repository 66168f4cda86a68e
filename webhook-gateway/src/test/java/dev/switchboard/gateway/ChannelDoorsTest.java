package dev.switchboard.gateway;

import static dev.switchboard.gateway.Webhooks.newId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.events.ChannelWebhook;
import dev.switchboard.events.EventHeaders;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The doors for Slack and Telegram. */
@QuarkusTest
@QuarkusTestResource(value = Broker.class, restrictToAnnotatedClass = true)
class ChannelDoorsTest {

    private static final String SLACK = "/webhooks/slack/interactivity";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    private Door door;

    @BeforeEach
    void knock() {
        door = new Door(port);
    }

    @Test
    void recordsAPressInSlackByteForByte() {
        // Given
        String id = newId();
        String body = press(id);

        // When
        HttpResponse<String> answer = door.send(door.slack(body));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        ConsumerRecord<String, byte[]> record = theRecordOf(id);
        assertThat(record.key()).isEqualTo("slack");
        ChannelWebhook webhook = EventJson.read(record.value(), ChannelWebhook.class);
        assertThat(webhook.channel()).isEqualTo("slack");
        assertThat(webhook.body()).isEqualTo(body);
        assertThat(webhook.eventId()).startsWith("slack-");
        assertThat(webhook.headers()).containsKey("x-slack-request-timestamp");
        assertThat(new String(record.headers().lastHeader(EventHeaders.TYPE).value(), StandardCharsets.UTF_8))
                .isEqualTo("channel.webhook.v1");
    }

    @Test
    void recordsAnUpdateOfTelegramWithoutItsSecret() {
        // Given
        String id = newId();
        String body = update(7_001, id);

        // When
        assertThat(door.send(door.telegram("", Door.TELEGRAM_SECRET, body)).statusCode())
                .isEqualTo(200);

        // Then
        ChannelWebhook webhook = EventJson.read(theRecordOf(id).value(), ChannelWebhook.class);
        assertThat(webhook.channel()).isEqualTo("telegram");
        assertThat(webhook.eventId()).isEqualTo("telegram-7001");
        assertThat(webhook.body()).isEqualTo(body);
        assertThat(webhook.headers()).doesNotContainKey("x-telegram-bot-api-secret-token");
    }

    @Test
    void letsNothingForgedOrStaleThrough() {
        // Given
        String id = newId();
        String body = press(id);
        long now = Instant.now().getEpochSecond();

        // When, Then
        refused(door.slack("another-secret", body, now));
        refused(door.slack(Door.SLACK_SECRET, body, now - 302));
        refused(door.slack(Door.SLACK_SECRET, body, now + 302));
        refused(door.slack(body).POST(HttpRequest.BodyPublishers.ofString(body + "x")));
        refused(door.slack(body).setHeader("X-Slack-Request-Timestamp", Long.toString(now - 1)));
        refused(door.slack(body).setHeader("X-Slack-Signature", "v0="));
        refused(door.to(SLACK)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        refused(door.telegram("", "another-token", update(7_002, id)));
        refused(door.telegram("", Door.TELEGRAM_SECRET + "x", update(7_002, id)));
        refused(door.to("/webhooks/telegram")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(update(7_002, id))));
        assertThat(recordsOf(id)).isEmpty();
    }

    private void refused(HttpRequest.Builder request) {
        assertThat(door.send(request).statusCode()).isEqualTo(401);
    }

    @Test
    void recordsAReplayedCallbackOnce() {
        // Given
        String id = newId();
        String body = press(id);
        String update = update(7_003, id);
        long now = Instant.now().getEpochSecond();

        // When
        List<Integer> answers = IntStream.range(0, 12)
                .parallel()
                .mapToObj(i -> i % 2 == 0
                        ? door.slack(Door.SLACK_SECRET, body, now - i)
                        : door.telegram("", Door.TELEGRAM_SECRET, update))
                .map(request -> door.send(request).statusCode())
                .toList();

        // Then
        assertThat(answers).containsOnly(200);
        assertThat(recordsOf(id)).hasSize(2);
    }

    @Test
    void takesBothSecretsWhileOneReplacesTheOther() {
        String id = newId();

        assertThat(door.send(door.slack("the-next-one", press(id), Instant.now().getEpochSecond()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(recordsOf(id)).hasSize(1);
    }

    @Test
    void countsTheUpdatesOfEachBotSeparately() {
        String id = newId();

        assertThat(door.send(door.telegram("/acme", Door.TELEGRAM_SECRET, update(7_004, id)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(door.send(door.telegram("", Door.TELEGRAM_SECRET, update(7_004, id)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(recordsOf(id)).hasSize(2);
    }

    @Test
    void refusesWhatIsTooLargeOrOfAnotherKind() {
        String large = "payload=" + "x".repeat(1 << 20);

        assertThat(status(door.slack(large))).isEqualTo(413);
        assertThat(status(door.slack(large).POST(Door.chunked(large)))).isEqualTo(413);
        assertThat(status(door.slack("payload=%7B%7D").setHeader("Content-Type", "application/json")))
                .isEqualTo(415);
        assertThat(status(door.slack("ssl_check=1"))).isEqualTo(400);
        for (String nonsense : new String[] {"", "[]", "{\"update_id\":\"7\"}", "{}", "{\"update_id\":7"}) {
            assertThat(status(door.telegram("", Door.TELEGRAM_SECRET, nonsense)))
                    .isEqualTo(400);
        }
        assertThat(status(door.to(SLACK).GET())).isEqualTo(405);
        assertThat(status(door.to("/webhooks/telegram").GET())).isEqualTo(405);
    }

    private int status(HttpRequest.Builder request) {
        return door.send(request).statusCode();
    }

    private static String press(String id) {
        return "payload="
                + URLEncoder.encode(
                        "{\"type\":\"block_actions\",\"trigger_id\":\"" + id + "\",\"user\":{\"id\":\"U1\"}}",
                        StandardCharsets.UTF_8);
    }

    private static String update(long number, String id) {
        return "{\"callback_query\":{\"id\":\"" + id + "\",\"update_id\":1,\"from\":{\"id\":5}},\"update_id\":" + number
                + "}";
    }

    private ConsumerRecord<String, byte[]> theRecordOf(String id) {
        List<ConsumerRecord<String, byte[]>> records = recordsOf(id);
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    private List<ConsumerRecord<String, byte[]>> recordsOf(String id) {
        return Records.of(broker, Topic.CHANNEL_WEBHOOK, id);
    }
}
