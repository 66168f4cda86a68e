package dev.switchboard.gateway;

import dev.switchboard.gateway.config.HmacSha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/** Knocks at the gateway. */
final class Door {

    static final String SLACK_SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    static final String TELEGRAM_SECRET = "a-token_1";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    Door(int port) {
        this.port = port;
    }

    HttpResponse<String> deliver(Sender sender, String body) {
        return send(signed(sender, "/webhooks/telnyx", body));
    }

    /** A signed request whose body is the last thing to be set, so that it can be another one. */
    HttpRequest.Builder signed(Sender sender, String path, String body) {
        return signed(sender, path, body, Instant.now().getEpochSecond())
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpRequest.Builder signed(Sender sender, String path, String body, long timestamp) {
        return to(path).header("Content-Type", "application/json")
                .header("Telnyx-Timestamp", Long.toString(timestamp))
                .header(
                        "Telnyx-Signature-Ed25519",
                        sender.sign(Long.toString(timestamp), body.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /** A press as Slack sends it. */
    HttpRequest.Builder slack(String secret, String body, long timestamp) {
        byte[] signed = HmacSha256.under(secret).of(("v0:" + timestamp + ":" + body).getBytes(StandardCharsets.UTF_8));
        return to("/webhooks/slack/interactivity")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Slack-Request-Timestamp", Long.toString(timestamp))
                .header("X-Slack-Signature", "v0=" + HexFormat.of().formatHex(signed))
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpRequest.Builder slack(String body) {
        return slack(SLACK_SECRET, body, Instant.now().getEpochSecond());
    }

    /** An update as Telegram sends it. */
    HttpRequest.Builder telegram(String path, String secret, String body) {
        return to("/webhooks/telegram" + path)
                .header("Content-Type", "application/json")
                .header("X-Telegram-Bot-Api-Secret-Token", secret)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    /** Without a length, so that the size shows on arrival only. */
    static HttpRequest.BodyPublisher chunked(String body) {
        return HttpRequest.BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
