package dev.switchboard.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Takes webhooks and keeps them as they came. */
final class Receiver implements AutoCloseable {

    /** One delivery. */
    record Received(byte[] body, String timestamp, String signature, JsonNode json) {

        String type() {
            return json.path("data")
                    .path("event_type")
                    .asText(json.path("event_type").asText());
        }

        String id() {
            return json.path("data").path("id").asText();
        }

        int attempt() {
            return json.path("meta").path("attempt").asInt();
        }
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final Function<Received, Integer> status;
    private String answer = "";

    Receiver(Function<Received, Integer> status) throws IOException {
        this.status = status;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(2));
        server.createContext("/", this::take);
        server.start();
    }

    static Receiver thatAccepts() throws IOException {
        return new Receiver(webhook -> 200);
    }

    Receiver answering(String body) {
        answer = body;
        return this;
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Received webhook = new Received(
                body,
                exchange.getRequestHeaders().getFirst("telnyx-timestamp"),
                exchange.getRequestHeaders().getFirst("telnyx-signature-ed25519"),
                MAPPER.readTree(body));
        received.add(webhook);
        byte[] bytes = answer.getBytes();
        exchange.sendResponseHeaders(status.apply(webhook), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    List<String> types() {
        return received.stream().map(Received::type).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
