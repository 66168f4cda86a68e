package dev.switchboard.launcher.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.events.EventJson;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;

/** The simulator's own interface beside the provider's. */
public final class SimulatorClient {

    static final String HEALTH = "/_sim/health";

    private final Http http;
    private final URI address;

    SimulatorClient(Http http, URI address) {
        this.http = http;
        this.address = address;
    }

    /** Every call for which a phone would have rung. */
    public JsonNode ledger() {
        return get("/_sim/ledger");
    }

    /** Every request that reached it, counted. */
    public JsonNode requests() {
        return get("/_sim/requests");
    }

    /** Real times of webhooks sent and calls accepted. */
    public JsonNode timeline() {
        return get("/_sim/timeline");
    }

    /** Every approval that its people were asked. */
    public JsonNode approvals() {
        return get("/_sim/approvals");
    }

    /** Everything that was sent to Slack, to Telegram and by text, as it looks now. */
    public JsonNode messages() {
        return get("/_sim/messages");
    }

    /** By phone, the webhooks that a fault took away. */
    public JsonNode dropped() {
        return get("/_sim/dropped");
    }

    /** The account's assistants, as the provider shows them. */
    public JsonNode assistants() {
        HttpResponse<String> answer = http.send(
                "GET",
                address.resolve("/v2/ai/assistants"),
                Optional.empty(),
                Map.of("Authorization", "Bearer " + Surroundings.SIMULATED_KEY));
        return json("GET /v2/ai/assistants", answer).path("data");
    }

    /** With which its webhooks are verified, base64. */
    String publicKey() {
        return get("/_sim/public-key").path("public_key").asText();
    }

    /** Plays another script from now on. */
    public void play(JsonNode script) {
        call("PUT", "/_sim/script", Optional.of(script.toString()));
    }

    /** The same script with other faults from now on. */
    public void disturb(JsonNode faults) {
        call("PUT", "/_sim/faults", Optional.of(faults.toString()));
    }

    private JsonNode get(String path) {
        return call("GET", path, Optional.empty());
    }

    private JsonNode call(String method, String path, Optional<String> body) {
        HttpResponse<String> answer =
                http.send(method, address.resolve(path), body, Map.of("Content-Type", "application/json"));
        return json(method + " " + path, answer);
    }

    private static JsonNode json(String request, HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new StackFailedException(request + ": " + answer.statusCode() + " " + answer.body());
        }
        try {
            return EventJson.mapper().readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new StackFailedException(request + ": not JSON");
        }
    }
}
