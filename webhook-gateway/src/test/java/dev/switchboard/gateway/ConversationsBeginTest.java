package dev.switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Topic;
import dev.switchboard.events.contract.EventContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Telnyx asks what a conversation begins with. */
@QuarkusTest
@QuarkusTestResource(value = BrokerWithCalls.class, restrictToAnnotatedClass = true)
class ConversationsBeginTest {

    private static final String PATH = "/webhooks/telnyx";
    private static final Duration SOON = Duration.ofMinutes(2);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    @ConfigProperty(name = "sender.current")
    String key;

    @ConfigProperty(name = "sender.next")
    String nextKey;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    private Sender telnyx;
    private Door door;

    @BeforeEach
    void knock() {
        telnyx = Sender.of(key);
        door = new Door(port);
        await().atMost(SOON)
                .until(() -> door.send(door.to("/q/health/ready").GET()).statusCode(), status -> status == 200);
    }

    @Test
    void withWhatTheMissionSaysOnceItsViewIsWhole() throws IOException {
        // Given a call that was scheduled before the start

        // When
        HttpResponse<String> answer = ask(BrokerWithCalls.open(1));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(json(answer)).isEqualTo(EventJson.mapper().readTree("""
                {"dynamic_variables": {"event_date": "2026-03-21", "guests": "40", "best_quote": "65"},
                 "memory": {
                   "conversation_query": "metadata->telnyx_end_user_target=eq.%s&limit=5&order=last_message_at.desc",
                   "insight_query": "insight_ids=d83c5f0e-27b9-4a61-9c04-e5f1b7a2d632"},
                 "conversation": {"metadata": {
                   "mission_id": "5f0c3a52-8b1e-4f0a-9a3d-2f6f0c1b7e11",
                   "mission_run_id": "0b9d7c1e-53a4-4f7e-8c86-7a1d5f3e9b20",
                   "mission_step_id": "calls",
                   "call_id": "7d2e4b90-1f3c-4a67-b5d8-90c3e6a1f402",
                   "attempt_id": "e4b1d8f3-6a27-4c95-8e0f-2d9c7b5a1e12"}}}
                """.formatted(BrokerWithCalls.phone(1))));
    }

    @Test
    void withNothingIfTheCallIsOverOrWasNeverHeardOf() throws IOException {
        assertThat(json(ask(BrokerWithCalls.open(2)))).isEmpty();
        assertThat(json(ask(BrokerWithCalls.open(3)))).isEmpty();
        assertThat(json(ask(BrokerWithCalls.open(99)))).isEmpty();
        assertThat(json(door.deliver(telnyx, Webhooks.initialization()))).isEmpty();
    }

    @Test
    void withWhatIsHeardLater() throws IOException {
        // Given
        ObjectNode call = BrokerWithCalls.open(10);
        assertThat(json(ask(call))).isEmpty();

        // When
        Records.publish(broker, Topic.CALL_SCHEDULED, call);

        // Then
        await().atMost(SOON).until(() -> json(ask(call)).has("dynamic_variables"));

        // When
        ObjectNode ended = (ObjectNode) EventJson.mapper().readTree(EventContract.sample(Topic.CALL_COMPLETED));
        ended.set("call_id", call.get("call_id"));
        ended.set("attempt_id", call.get("attempt_id"));
        Records.publish(broker, Topic.CALL_COMPLETED, ended);

        // Then
        await().atMost(SOON).until(() -> json(ask(call)).isEmpty());
    }

    @Test
    void inTheFlatFormAsWell() throws IOException {
        ObjectNode call = BrokerWithCalls.open(1);
        String flat = "{\"event_type\":\"assistant.initialization\",\"data\":" + payload(call) + "}";

        assertThat(json(door.deliver(telnyx, flat)).has("dynamic_variables")).isTrue();
    }

    @Test
    void onlyIfTheAccountSigned() throws IOException {
        // Given
        String question = question(BrokerWithCalls.open(1));

        // When, Then
        assertThat(door.deliver(Sender.withNewKey(), question).statusCode()).isEqualTo(401);
        HttpResponse<String> another = door.send(door.signed(Sender.of(nextKey), PATH + "/acme", question));
        assertThat(json(another)).as("a call of another account").isEmpty();
    }

    @Test
    void andAQuestionIsNoFact() {
        String id = UUID.randomUUID().toString();

        ask(BrokerWithCalls.open(1), id);

        assertThat(Records.of(broker, Topic.TELNYX_WEBHOOK, id)).isEmpty();
    }

    private HttpResponse<String> ask(ObjectNode call) {
        return ask(call, "event_" + UUID.randomUUID());
    }

    private HttpResponse<String> ask(ObjectNode call, String id) {
        return door.deliver(telnyx, question(call).replace("event_1", id));
    }

    private static String question(ObjectNode call) {
        return "{\"data\":{\"record_type\":\"event\",\"id\":\"event_1\",\"event_type\":\"assistant.initialization\","
                + "\"occurred_at\":\"2026-03-10T15:02:46Z\",\"payload\":" + payload(call) + "}}";
    }

    private static ObjectNode payload(ObjectNode call) {
        return EventJson.mapper()
                .createObjectNode()
                .put("telnyx_conversation_channel", "phone_call")
                .put("telnyx_agent_target", call.path("from").asText())
                .put("telnyx_end_user_target", call.at("/target/phone").asText())
                .put("call_control_id", "v3:of-telnyx")
                .put("assistant_id", call.path("assistant_id").asText());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(200);
        return EventJson.mapper().readTree(answer.body());
    }
}
