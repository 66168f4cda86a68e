package dev.switchboard.notifier.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import dev.switchboard.notifier.domain.SlackMarkup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.stream.Collectors;

/** Slack's {@code chat.postMessage}. The reference of a message is its {@code ts} in the channel it went to. */
@ApplicationScoped
class SlackMessenger implements Messenger {

    private final OutboundHttp http;
    private final Places places;
    private final String url;

    SlackMessenger(OutboundHttp http, Places places, NotifierConfig config) {
        this.http = http;
        this.places = places;
        this.url = config.slack().url() + "/chat.postMessage";
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
    public Uni<Delivery> send(String account, NoticeText text) {
        return places.slack(account)
                .map(place -> post(place, text))
                .orElseGet(() -> Uni.createFrom()
                        .item(Delivery.failed(Delivery.Result.MISCONFIGURED, "the account has no Slack channel")));
    }

    private Uni<Delivery> post(Place place, NoticeText text) {
        return Uni.createFrom()
                .deferred(() -> http.send(
                        HttpMethod.POST, url, Optional.of(place.token()), Optional.of(message(place.address(), text))))
                .map(SlackMessenger::delivery)
                .onFailure()
                .recoverWithItem(failure -> Delivery.failed(
                        Delivery.Result.MISCONFIGURED, failure.getClass().getSimpleName()));
    }

    /** {@code text} is what a notification shows, {@code blocks} what the channel shows; the same words. */
    private static ObjectNode message(String channel, NoticeText text) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("channel", channel);
        message.put("text", SlackMarkup.escape(text.plain(), SlackMarkup.SECTION));
        message.put("unfurl_links", false);
        message.put("unfurl_media", false);
        ArrayNode blocks = message.putArray("blocks");
        section(blocks, "*" + escaped(text.title()) + "*\n" + escaped(text.summary()));
        if (!text.recommended().isEmpty()) {
            section(
                    blocks,
                    "*Recommended*\n"
                            + text.recommended().stream()
                                    .map(SlackMessenger::escaped)
                                    .collect(Collectors.joining("\n")));
        }
        if (!text.counts().isBlank()) {
            ObjectNode context = blocks.addObject().put("type", "context");
            markdown(context.putArray("elements").addObject(), escaped(text.counts()));
        }
        return message;
    }

    private static void section(ArrayNode blocks, String markdown) {
        markdown(blocks.addObject().put("type", "section").putObject("text"), markdown);
    }

    private static void markdown(ObjectNode object, String markdown) {
        object.put("type", "mrkdwn").put("text", markdown).put("verbatim", true);
    }

    /** Sections hold at most two such pieces besides a few characters. */
    private static String escaped(String text) {
        return SlackMarkup.escape(text, SlackMarkup.SECTION / 2 - 10);
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
