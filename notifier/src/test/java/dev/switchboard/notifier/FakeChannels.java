package dev.switchboard.notifier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.switchboard.clock.ClockFile;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/**
 * Slack and Telegram on one port, and a mission clock at 60 mission seconds a second. What a place answers is decided by
 * its name; {@code GET /received} lists what arrived.
 */
public final class FakeChannels implements QuarkusTestResourceLifecycleManager {

    static final String SLACK_TOKEN = "xoxb-very-secret";
    static final String TELEGRAM_TOKEN = "4711:VERY|secret{}";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConcurrentLinkedQueue<Map<String, Object>> received = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newCachedThreadPool());
            server.createContext("/", this::answer);
            server.start();
            return configuration("http://127.0.0.1:" + server.getAddress().getPort(), runningClock());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path runningClock() throws IOException {
        Path file = Files.createTempDirectory("switchboard-clock").resolve("clock");
        ClockFile clock = new ClockFile(file);
        clock.standStill(Instant.parse("2026-03-02T16:00:00Z"), 60);
        clock.run(Instant.now());
        return file;
    }

    private static Map<String, String> configuration(String url, Path clock) {
        Map<String, String> configuration = new HashMap<>();
        configuration.put("switchboard.clock.file", clock.toString());
        configuration.put("fake.url", url);
        configuration.put("quarkus.http.test-port", "0");
        configuration.put("quarkus.log.category.kafka.level", "WARN");
        // So that a token in a debug line would be found, too.
        configuration.put("quarkus.log.category.\"dev.switchboard\".level", "DEBUG");
        configuration.put("switchboard.notifier.slack.url", url + "/api");
        configuration.put("switchboard.notifier.telegram.url", url);
        slack(configuration, "both", "C_STEADY");
        telegram(configuration, "both", "100");
        people(configuration, "both");
        telegram(configuration, "asks-lost", "300");
        slack(configuration, "flaky", "C_FLAKY");
        telegram(configuration, "lost", "200");
        slack(configuration, "stubborn", "C_STUBBORN");
        slack(configuration, "crashed", "C_CRASHED");
        return configuration;
    }

    private static void slack(Map<String, String> configuration, String account, String channel) {
        configuration.put("switchboard.notifier.accounts." + account + ".slack.token", SLACK_TOKEN);
        configuration.put("switchboard.notifier.accounts." + account + ".slack.channel", channel);
    }

    private static void telegram(Map<String, String> configuration, String account, String chat) {
        configuration.put("switchboard.notifier.accounts." + account + ".telegram.token", TELEGRAM_TOKEN);
        configuration.put("switchboard.notifier.accounts." + account + ".telegram.chat-id", chat);
    }

    private static void people(Map<String, String> configuration, String account) {
        String people = "switchboard.notifier.accounts." + account + ".people.";
        configuration.put(people + "dana.slack", "U_DANA");
        configuration.put(people + "p2.name", "Kim Lee");
        configuration.put(people + "p2.telegram", "990");
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/received")) {
            reply(exchange, 200, JSON.writeValueAsString(List.copyOf(received)));
            return;
        }
        JsonNode message = JSON.readTree(exchange.getRequestBody());
        String place = message.path("channel").asText(message.path("chat_id").asText());
        received.add(Map.of(
                "path",
                path,
                "authorization",
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                "place",
                place,
                "message",
                message));
        int attempt = attempts.merge(place, 1, Integer::sum);
        if (path.startsWith("/api/")) {
            // A changed message stays the one it was.
            slackAnswers(exchange, place, attempt, message.path("ts").asText("1700." + attempt));
        } else {
            telegramAnswers(exchange, place, attempt, message.path("message_id").asLong(40 + attempt));
        }
    }

    private static void slackAnswers(HttpExchange exchange, String channel, int attempt, String ts) throws IOException {
        String error = Map.of(
                        "C_FLAKY1", "internal_error",
                        "C_FLAKY3", "not_in_channel",
                        "C_STUBBORN1", "msg_too_long")
                .get(channel + attempt);
        if ((channel + attempt).equals("C_FLAKY2")) {
            exchange.getResponseHeaders().add("Retry-After", "60");
            reply(exchange, 429, "{\"ok\":false,\"error\":\"ratelimited\"}");
        } else if (error != null) {
            reply(exchange, 200, "{\"ok\":false,\"error\":\"" + error + "\"}");
        } else {
            reply(exchange, 200, "{\"ok\":true,\"channel\":\"" + channel + "\",\"ts\":\"" + ts + "\"}");
        }
    }

    private static void telegramAnswers(HttpExchange exchange, String chat, int attempt, long id) throws IOException {
        if (chat.isEmpty()) {
            reply(exchange, 200, "{\"ok\":true,\"result\":true}");
            return;
        }
        switch (chat + "/" + attempt) {
            case "200/1", "300/1" -> exchange.close();
            case "200/2", "300/2" ->
                reply(
                        exchange,
                        429,
                        "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests\","
                                + "\"parameters\":{\"retry_after\":30}}");
            case "200/3", "300/3" ->
                reply(
                        exchange,
                        400,
                        "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: chat not found\"}");
            default ->
                reply(
                        exchange,
                        200,
                        "{\"ok\":true,\"result\":{\"message_id\":" + id + ",\"chat\":{\"id\":" + chat + "}}}");
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length());
        try (var out = exchange.getResponseBody()) {
            out.write(body.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        }
    }
}
