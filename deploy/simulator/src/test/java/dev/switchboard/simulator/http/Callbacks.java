package dev.switchboard.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.switchboard.simulator.chat.ChannelAddresses;
import dev.switchboard.simulator.state.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Takes callbacks of Slack and Telegram as a gateway would: what is not signed right is answered 401. */
final class Callbacks implements AutoCloseable {

    static final String SLACK_SECRET = "slack-secret";
    static final String TELEGRAM_SECRET = "telegram-token";

    private final List<JsonNode> slack = new CopyOnWriteArrayList<>();
    private final List<JsonNode> telegram = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int refusals;

    Callbacks() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(2));
        server.createContext("/slack", this::fromSlack);
        server.createContext("/telegram", this::fromTelegram);
        server.start();
    }

    /** Answers so many callbacks with 503 first. */
    Callbacks refusing(int first) {
        refusals = first;
        return this;
    }

    ChannelAddresses.Given addresses() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return new ChannelAddresses.Given(
                Optional.of(url + "/slack"),
                Optional.of(SLACK_SECRET),
                Optional.of(url + "/telegram"),
                Optional.of(TELEGRAM_SECRET));
    }

    List<JsonNode> slack() {
        return List.copyOf(slack);
    }

    List<JsonNode> telegram() {
        return List.copyOf(telegram);
    }

    private void fromSlack(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String timestamp = exchange.getRequestHeaders().getFirst("X-Slack-Request-Timestamp");
        String signature = exchange.getRequestHeaders().getFirst("X-Slack-Signature");
        if (!sign("v0:" + timestamp + ":" + body).equals(signature)) {
            answer(exchange, 401);
            return;
        }
        if (isTaken(exchange)) {
            String payload = URLDecoder.decode(body.substring("payload=".length()), StandardCharsets.UTF_8);
            slack.add(Json.MAPPER.readTree(payload));
        }
    }

    private void fromTelegram(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!TELEGRAM_SECRET.equals(exchange.getRequestHeaders().getFirst("X-Telegram-Bot-Api-Secret-Token"))) {
            answer(exchange, 401);
            return;
        }
        if (isTaken(exchange)) {
            telegram.add(Json.MAPPER.readTree(body));
        }
    }

    private boolean isTaken(HttpExchange exchange) throws IOException {
        boolean refused = refusals > 0;
        refusals = Math.max(0, refusals - 1);
        answer(exchange, refused ? 503 : 200);
        return !refused;
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SLACK_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
