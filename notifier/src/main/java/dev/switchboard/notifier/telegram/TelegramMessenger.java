package dev.switchboard.notifier.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.http.HttpAnswer;
import dev.switchboard.http.OutboundHttp;
import dev.switchboard.notifier.application.Messenger;
import dev.switchboard.notifier.config.NotifierConfig;
import dev.switchboard.notifier.config.Place;
import dev.switchboard.notifier.config.Places;
import dev.switchboard.notifier.domain.Channel;
import dev.switchboard.notifier.domain.Delivery;
import dev.switchboard.notifier.domain.Message;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Telegram's Bot API. The reference of a message is its {@code message_id} in the chat it went to.
 *
 * <p>The token is part of the URL, so nothing here, and nothing that fails here, may show a URL.
 */
@ApplicationScoped
class TelegramMessenger implements Messenger {

    /** An edit that was made already: its answer was lost. */
    private static final String UNCHANGED = "message is not modified";

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
    public Uni<Delivery> send(String account, Message message) {
        return places.telegram(account)
                .map(place -> message.as(new To(place)))
                .orElseGet(() -> Uni.createFrom()
                        .item(Delivery.failed(Delivery.Result.MISCONFIGURED, "the account has no Telegram chat")));
    }

    /** Each kind of message by the method that brings it to a place. */
    private final class To implements Message.Kind<Uni<Delivery>> {

        private final Place place;

        To(Place place) {
            this.place = place;
        }

        @Override
        public Uni<Delivery> notice(Message.Notice notice) {
            return call(
                    "sendMessage",
                    TelegramMessages.text(place.address(), notice.text().plain()));
        }

        @Override
        public Uni<Delivery> announcement(Message.Announcement announcement) {
            return call(
                    "sendMessage",
                    TelegramMessages.text(place.address(), announcement.text().announcement()));
        }

        @Override
        public Uni<Delivery> card(Message.Card card) {
            return call("editMessageText", TelegramMessages.card(card));
        }

        @Override
        public Uni<Delivery> reply(Message.Reply reply) {
            return reply.to().query().isEmpty()
                    ? call("sendMessage", TelegramMessages.reply(reply))
                    : call("answerCallbackQuery", TelegramMessages.callbackAnswer(reply));
        }

        @Override
        public Uni<Delivery> form(Message.Form form) {
            return Uni.createFrom().item(Delivery.failed(Delivery.Result.REFUSED, "Telegram has no forms"));
        }

        @Override
        public Uni<Delivery> silence(Message.Silence silence) {
            return Uni.createFrom().item(Delivery.delivered("", ""));
        }

        private Uni<Delivery> call(String method, ObjectNode body) {
            return Uni.createFrom()
                    .deferred(() ->
                            http.send(HttpMethod.POST, url(place.token(), method), Optional.empty(), Optional.of(body)))
                    .map(TelegramMessenger::delivery)
                    // A client that cannot read the URL shows it in its message: only the kind of failure goes on.
                    .onFailure()
                    .recoverWithItem(failure -> Delivery.failed(
                            Delivery.Result.MISCONFIGURED, failure.getClass().getSimpleName()));
        }
    }

    private String url(String token, String method) {
        return url + "/bot" + URLEncoder.encode(token, StandardCharsets.UTF_8).replace("%3A", ":") + "/" + method;
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

    /** 400 is said of the message, of a press that has waited too long, and of the chat; only the words tell which. */
    private static Delivery refused(JsonNode body, String reason) {
        String description = body.path("description").asText("").toLowerCase(Locale.ROOT);
        if (description.contains(UNCHANGED)) {
            return Delivery.delivered("", "");
        }
        if (description.contains("query")) {
            return Delivery.failed(Delivery.Result.REFUSED, reason + ", nobody waits for this answer any more");
        }
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
