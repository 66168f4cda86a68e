package dev.switchboard.notifier.slack;

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
import java.util.Optional;

/** Slack's Web API. The reference of a message is its {@code ts} in the channel it went to. */
@ApplicationScoped
class SlackMessenger implements Messenger {

    private final OutboundHttp http;
    private final Places places;
    private final String url;

    SlackMessenger(OutboundHttp http, Places places, NotifierConfig config) {
        this.http = http;
        this.places = places;
        this.url = config.slack().url();
    }

    @Override
    public Channel channel() {
        return Channel.SLACK;
    }

    @Override
    public boolean reaches(String account) {
        return places.slack(account).isPresent();
    }

    @Override
    public Uni<Delivery> send(String account, Message message) {
        return places.slack(account)
                .map(place -> message.as(new To(place)))
                .orElseGet(() -> Uni.createFrom()
                        .item(Delivery.failed(Delivery.Result.MISCONFIGURED, "the account has no Slack channel")));
    }

    /** Each kind of message by the method that brings it to a place. */
    private final class To implements Message.Kind<Uni<Delivery>> {

        private final Place place;

        To(Place place) {
            this.place = place;
        }

        @Override
        public Uni<Delivery> notice(Message.Notice notice) {
            return call("chat.postMessage", SlackMessages.notice(place.address(), notice.text()));
        }

        @Override
        public Uni<Delivery> announcement(Message.Announcement announcement) {
            return call("chat.postMessage", SlackMessages.announcement(place.address(), announcement.text()));
        }

        @Override
        public Uni<Delivery> card(Message.Card card) {
            return call("chat.update", SlackMessages.card(card.sentTo(), card.reference(), card.text()));
        }

        @Override
        public Uni<Delivery> reply(Message.Reply reply) {
            return call("chat.postEphemeral", SlackMessages.ephemeral(reply));
        }

        @Override
        public Uni<Delivery> form(Message.Form form) {
            return call("views.open", SlackForm.opening(form));
        }

        @Override
        public Uni<Delivery> silence(Message.Silence silence) {
            return Uni.createFrom().item(Delivery.delivered("", ""));
        }

        private Uni<Delivery> call(String method, ObjectNode body) {
            return Uni.createFrom()
                    .deferred(() -> http.send(
                            HttpMethod.POST, url + "/" + method, Optional.of(place.token()), Optional.of(body)))
                    .map(SlackMessenger::delivery)
                    .onFailure()
                    .recoverWithItem(failure -> Delivery.failed(
                            Delivery.Result.MISCONFIGURED, failure.getClass().getSimpleName()));
        }
    }

    private static Delivery delivery(HttpAnswer answer) {
        return switch (answer.result()) {
            case DONE -> outcome(answer);
            case THROTTLED -> Delivery.failed(Delivery.Result.THROTTLED, answer.retryAfter(), answer.reason());
            case NOT_SENT -> Delivery.failed(Delivery.Result.UNAVAILABLE, answer.reason());
            case UNCLEAR -> Delivery.failed(Delivery.Result.UNCLEAR, answer.reason());
            // Slack itself refuses with 200: this is someone on the way, or a wrong address.
            case REFUSED, MISSING, UNAUTHORISED -> Delivery.failed(Delivery.Result.MISCONFIGURED, answer.reason());
        };
    }

    private static Delivery outcome(HttpAnswer answer) {
        JsonNode body = answer.body();
        if (body.path("ok").asBoolean(false)) {
            return Delivery.delivered(
                    body.path("channel").asText(""), body.path("ts").asText(""));
        }
        if (!body.path("error").isTextual()) {
            return Delivery.failed(Delivery.Result.UNCLEAR, "an answer that is not Slack's");
        }
        String error = body.path("error").asText();
        return Delivery.failed(SlackErrors.result(error), SlackErrors.shown(error));
    }
}
