package dev.switchboard.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Topic;
import dev.switchboard.events.contract.EventContract;
import dev.switchboard.launcher.stack.StackFailedException;
import dev.switchboard.simulator.webhook.SigningKey;
import dev.switchboard.simulator.webhook.WebhookSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** What Telnyx asks at the beginning of a conversation, about calls that are under way. */
final class Questions implements Load.Requests {

    private static final int CALLS = 20;

    private final List<JsonNode> calls =
            IntStream.range(0, CALLS).mapToObj(Questions::call).toList();
    private final List<byte[]> requests = new ArrayList<>();
    private final String timestamp;
    private final byte[] firstBody;
    private final String firstSignature;
    private int next;

    Questions(SigningKey key, Instant signedAt) {
        WebhookSigner signer = new WebhookSigner(key.privateKey());
        this.timestamp = String.valueOf(signedAt.getEpochSecond());
        this.firstBody = question(calls.get(0));
        this.firstSignature = signer.sign(timestamp, firstBody);
        for (JsonNode call : calls) {
            byte[] body = question(call);
            requests.add(HttpText.post(timestamp, signer.sign(timestamp, body), body));
        }
    }

    List<JsonNode> calls() {
        return calls;
    }

    @Override
    public int put(ByteBuffer into) {
        into.put(requests.get(next++ % requests.size()));
        return 200;
    }

    /** @throws StackFailedException if the server knows nothing of the calls: that would be answered too easily */
    void check(int port) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhooks/telnyx"))
                .header("content-type", "application/json")
                .header("telnyx-timestamp", timestamp)
                .header("telnyx-signature-ed25519", firstSignature)
                .POST(BodyPublishers.ofByteArray(firstBody))
                .build();
        try {
            String answer = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
            if (!answer.contains("\"dynamic_variables\"")) {
                throw new StackFailedException("the gateway does not know the call it is asked about: " + answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a question", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JsonNode call(int number) {
        try {
            ObjectNode call =
                    (ObjectNode) EventJson.mapper().readTree(EventContract.sample(Topic.CALL_SCHEDULED, "with_memory"));
            call.put("call_id", new UUID(1, number).toString());
            call.put("attempt_id", new UUID(2, number).toString());
            call.withObject("/target").put("phone", "+1312555" + (2000 + number));
            return call;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] question(JsonNode call) {
        ObjectNode question = EventJson.mapper().createObjectNode();
        question.putObject("data")
                .put("record_type", "event")
                .put("id", "event_" + call.path("call_id").asText())
                .put("event_type", "assistant.initialization")
                .put("occurred_at", "2026-03-02T16:02:47Z")
                .putObject("payload")
                .put("telnyx_conversation_channel", "phone_call")
                .put("telnyx_agent_target", call.path("from").asText())
                .put("telnyx_end_user_target", call.at("/target/phone").asText())
                .put("telnyx_end_user_target_verified", false)
                .put("call_control_id", "v3:" + call.path("call_id").asText())
                .put("assistant_id", call.path("assistant_id").asText());
        return question.toString().getBytes(StandardCharsets.UTF_8);
    }
}
