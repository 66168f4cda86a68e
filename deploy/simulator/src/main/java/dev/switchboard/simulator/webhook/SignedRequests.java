package dev.switchboard.simulator.webhook;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.InstantSource;

/** Requests as each sender makes and signs them, with the real time of the moment they leave. */
final class SignedRequests {

    /** How long Telnyx and Telegram wait for an answer. */
    static final long ANSWER_LIMIT_MILLIS = 2_000;

    /** Slack waits longer. */
    private static final long SLACK_LIMIT_MILLIS = 3_000;

    private static final String CONTENT_TYPE = "content-type";
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final WebhookSigner telnyx;
    private final CallbackSecrets secrets;
    private final InstantSource realTime;

    SignedRequests(SigningKey key, CallbackSecrets secrets, InstantSource realTime) {
        this.telnyx = new WebhookSigner(key.privateKey());
        this.secrets = secrets;
        this.realTime = realTime;
    }

    /** See {@link WebhookSigner#loadNative}. */
    void loadNative() {
        telnyx.loadNative();
    }

    RequestOptions of(Delivery delivery, String url, byte[] body) {
        return switch (delivery.form) {
            case ENVELOPE, FLAT -> ofTelnyx(url, body, ANSWER_LIMIT_MILLIS);
            case FORM_FIELDS -> ofTelnyx(url, body, ANSWER_LIMIT_MILLIS).putHeader(CONTENT_TYPE, FORM);
            case SLACK -> ofSlack(url, body);
            case TELEGRAM ->
                to(url, ANSWER_LIMIT_MILLIS)
                        .putHeader(CONTENT_TYPE, JSON)
                        .putHeader(
                                "x-telegram-bot-api-secret-token",
                                secrets.telegramSecret().orElse("none"));
        };
    }

    /** JSON, signed as Telnyx does. */
    RequestOptions ofTelnyx(String url, byte[] body, long limitMillis) {
        String timestamp = now();
        return to(url, limitMillis)
                .putHeader("user-agent", "telnyx-webhooks")
                .putHeader(CONTENT_TYPE, JSON)
                .putHeader("telnyx-timestamp", timestamp)
                .putHeader("telnyx-signature-ed25519", telnyx.sign(timestamp, body));
    }

    private RequestOptions ofSlack(String url, byte[] body) {
        String timestamp = now();
        return to(url, SLACK_LIMIT_MILLIS)
                .putHeader("user-agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
                .putHeader(CONTENT_TYPE, FORM)
                .putHeader("x-slack-request-timestamp", timestamp)
                .putHeader(
                        "x-slack-signature",
                        SlackSigner.sign(secrets.slackSecret().orElse("none"), timestamp, body));
    }

    private String now() {
        return Long.toString(realTime.instant().getEpochSecond());
    }

    private static RequestOptions to(String url, long limitMillis) {
        return new RequestOptions()
                .setAbsoluteURI(url)
                .setMethod(HttpMethod.POST)
                .setTimeout(limitMillis);
    }
}
