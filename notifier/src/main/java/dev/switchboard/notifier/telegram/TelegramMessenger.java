package dev.switchboard.notifier.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.http.HttpAnswer;
import dev.switchboard.http.OutboundHttp;
import dev.switchboard.notifier.application.Messenger;
import dev.switchboard.notifier.config.NotifierConfig;
import dev.switchboard.notifier.config.Place;
import dev.switchboard.notifier.config.Places;
import dev.switchboard.notifier.domain.Channel;
import dev.switchboard.notifier.domain.Delivery;
import dev.switchboard.notifier.domain.NoticeText;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Telegram's {@code sendMessage}, without a parse mode: the text is shown as it stands. The reference of a message is its
 * {@code message_id} in the chat it went to.
 *
 * <p>The token is part of the URL, so nothing here, and nothing that fails here, may show a URL.
 */
@ApplicationScoped
class TelegramMessenger implements Messenger {

    private final OutboundHttp http;
    private final Places places;
    private final String url;

    TelegramMessenger(OutboundHttp http, Places places, NotifierConfig config) {
        this.http = http;
        this.places = places;
        this.url = config.telegram().url();
    }

    @Override
    public Channel channel() {
        return Channel.TELEGRAM;
    }

    @Override
    public boolean reaches(String account) {
        return places.telegram(account).isPresent();
    }

    @Override
    public Uni<Delivery> send(String account, NoticeText text) {
        return places.telegram(account)
                .map(place -> post(place, text))
                .orElseGet(() -> Uni.createFrom()
                        .item(Delivery.failed(Delivery.Result.MISCONFIGURED, "the account has no Telegram chat")));
    }

    private Uni<Delivery> post(Place place, NoticeText text) {
        return Uni.createFrom()
                .deferred(() -> http.send(
                        HttpMethod.POST,
                        url(place.token()),
                        Optional.empty(),
                        Optional.of(message(place.address(), text))))
                .map(TelegramMessenger::delivery)
                // A client that cannot read the URL shows it in its message: only the kind of failure goes on.
                .onFailure()
                .recoverWithItem(failure -> Delivery.failed(
                        Delivery.Result.MISCONFIGURED, failure.getClass().getSimpleName()));
    }

    private String url(String token) {
        return url + "/bot" + URLEncoder.encode(token, StandardCharsets.UTF_8).replace("%3A", ":") + "/sendMessage";
    }

    private static ObjectNode message(String chat, NoticeText text) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("chat_id", chat);
        message.put("text", text.plain());
        message.putObject("link_preview_options").put("is_disabled", true);
        return message;
    }

    private static Delivery delivery(HttpAnswer answer) {
        String reason = "HTTP " + answer.status();
        return switch (answer.result()) {
            case DONE -> outcome(answer.body());
            case THROTTLED -> Delivery.failed(Delivery.Result.THROTTLED, retryAfter(answer), reason);
            case NOT_SENT -> Delivery.failed(Delivery.Result.UNAVAILABLE, answer.reason());
            case UNCLEAR -> Delivery.failed(Delivery.Result.UNCLEAR, answer.reason());
            case MISSING, UNAUTHORISED -> Delivery.failed(Delivery.Result.MISCONFIGURED, reason);
            case REFUSED -> refused(answer.body(), reason);
        };
    }

    private static Delivery outcome(JsonNode body) {
        if (!body.path("ok").asBoolean(false)) {
            return Delivery.failed(Delivery.Result.UNCLEAR, "an answer that is not Telegram's");
        }
        JsonNode message = body.path("result");
        return Delivery.delivered(
                message.path("chat").path("id").asText(""),
                message.path("message_id").asText(""));
    }

    /** 400 is said of the message as well as of the chat; only the words tell which. */
    private static Delivery refused(JsonNode body, String reason) {
        String description = body.path("description").asText("").toLowerCase(Locale.ROOT);
        return description.contains("message") && !description.contains("chat")
                ? Delivery.failed(Delivery.Result.REFUSED, reason + ", about the message")
                : Delivery.failed(Delivery.Result.MISCONFIGURED, reason + ", about the chat");
    }

    /** In the body; some answers have the header as well. */
    private static Optional<Duration> retryAfter(HttpAnswer answer) {
        JsonNode seconds = answer.body().path("parameters").path("retry_after");
        return seconds.canConvertToLong() ? Optional.of(Duration.ofSeconds(seconds.asLong())) : answer.retryAfter();
    }
}
