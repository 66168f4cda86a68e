package dev.switchboard.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.clock.ClockFile;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.simulator.chat.ChannelAddresses;
import dev.switchboard.simulator.script.ScriptFile;
import dev.switchboard.simulator.state.Journal;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.webhook.SigningKey;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A simulator on a free port, with a clock file of its own at 600 mission seconds per second. */
final class Started implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-02T16:00:00Z");
    static final double SCALE = 600;
    private static final SigningKey KEY = SigningKey.generate();

    /** An answer. */
    record Reply(int status, JsonNode body, HttpResponse<String> raw) {}

    private final ClockFile clock;
    private final RunningSimulator running;
    private final HttpClient client = HttpClient.newHttpClient();

    private Started(ClockFile clock, RunningSimulator running) {
        this.clock = clock;
        this.running = running;
    }

    /** With a clock that stands still. */
    static Started standingStill(Path folder, String script, String webhookUrl) throws Exception {
        return standingStill(folder, script, webhookUrl, ChannelAddresses.Given.NONE);
    }

    private static Started standingStill(Path folder, String script, String webhookUrl, ChannelAddresses.Given channels)
            throws Exception {
        ClockFile clock = new ClockFile(folder.resolve("clock"));
        if (clock.read().isEmpty()) {
            clock.standStill(START, SCALE);
        }
        RunningSimulator.Parts parts = new RunningSimulator.Parts(
                MissionClock.shared(clock.path()),
                SCALE,
                ScriptFile.parse(script),
                KEY,
                Journal.open(folder.resolve("state")),
                Optional.empty(),
                Optional.ofNullable(webhookUrl),
                Optional.empty(),
                List.of("+13125550001", "+13125550002", "+13125550003"),
                channels);
        RunningSimulator running = RunningSimulator.start(Vertx.vertx(), parts, 0)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        return new Started(clock, running);
    }

    static Started with(Path folder, String script, String webhookUrl) throws Exception {
        Started started = standingStill(folder, script, webhookUrl);
        started.runClock();
        return started;
    }

    /** Whose people are heard at those addresses. */
    static Started heardBy(Path folder, String script, ChannelAddresses.Given channels) throws Exception {
        Started started = standingStill(folder, script, null, channels);
        started.runClock();
        return started;
    }

    void runClock() {
        clock.run(Instant.now());
    }

    void stopClock() {
        clock.stop(Instant.now());
    }

    static String publicKey() {
        return KEY.publicKeyText();
    }

    Reply send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + path))
                        .header("Authorization", "Bearer key")
                        .header("Content-Type", "application/json")
                        .method(method, publisher)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String text = response.body();
        return new Reply(response.statusCode(), text.isEmpty() ? null : Json.MAPPER.readTree(text), response);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path, null).body();
    }

    Reply post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    int port() {
        return running.port();
    }

    String newAssistant() throws IOException, InterruptedException {
        return post(
                        "/v2/ai/assistants",
                        "{\"name\":\"Scout\",\"instructions\":\"Ask.\",\"dynamic_variables\":{\"city\":\"Chicago\"}}")
                .body()
                .path("id")
                .asText();
    }

    /** A scheduled event for so many mission seconds from now. */
    static String call(String number, Instant at) {
        return """
                {"telnyx_conversation_channel":"phone_call","telnyx_end_user_target":"%s",
                 "telnyx_agent_target":"+13125550001","scheduled_at_fixed_datetime":"%s",
                 "conversation_metadata":{"attempt_id":"attempt-1","count":3},"dynamic_variables":{"best_quote":"65"}}
                """.formatted(number, at);
    }

    Instant now() throws IOException, InterruptedException {
        return Instant.parse(get("/_sim/clock").path("now").asText());
    }

    Reply schedule(String assistant, String number) throws IOException, InterruptedException {
        return post("/v2/ai/assistants/" + assistant + "/scheduled_events", call(number, now()));
    }

    @Override
    public void close() {
        running.close().toCompletionStage().toCompletableFuture().join();
    }
}
