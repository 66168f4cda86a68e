package dev.switchboard.gateway.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.gateway.domain.Callback;
import dev.switchboard.gateway.domain.TelegramSecret;
import dev.switchboard.gateway.domain.Verdict;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;

/**
 * {@code POST /webhooks/telegram}, and {@code POST /webhooks/telegram/{bot}} where there are several bots: updates as
 * Telegram's Bot API sends them.
 */
@ApplicationScoped
class TelegramUpdates {

    static final String SECRET_TOKEN = "x-telegram-bot-api-secret-token";

    private static final String PATH = "/webhooks/telegram";
    private static final String BOT = "bot";
    private static final JsonFactory JSON = new JsonFactory();

    private final TelegramSecret secret;
    private final MissionClock clock;
    private final Intake intake;

    TelegramUpdates(TelegramSecret secret, MissionClock clock, Intake intake) {
        this.secret = secret;
        this.clock = clock;
        this.intake = intake;
    }

    void register(@Observes Router router) {
        for (String path : new String[] {PATH, PATH + "/:" + BOT}) {
            router.post(path).handler(this::receive);
            router.route(path).handler(context -> intake.answer(context.request(), Answer.WRONG_METHOD));
        }
    }

    private void receive(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!secret.isEnabled()) {
            intake.answer(request, Answer.CLOSED);
            return;
        }
        if (!Intake.isPlain(request, "application/json", "")) {
            intake.answer(request, Answer.WRONG_TYPE);
            return;
        }
        if (intake.isTooLarge(request)) {
            intake.answer(request, Answer.TOO_LARGE);
            return;
        }
        Verdict verdict = secret.judge(request.getHeader(SECRET_TOKEN));
        if (verdict != Verdict.GENUINE) {
            intake.answer(request, Answer.to(verdict));
            return;
        }
        String bot = context.pathParam(BOT);
        intake.read(request, body -> record(request, bot == null ? "" : bot, body));
    }

    private void record(HttpServerRequest request, String bot, byte[] body) {
        long start = System.nanoTime();
        try {
            String text = Envelopes.text(body);
            Callback callback =
                    Callback.ofTelegram(bot, updateId(body), Intake.headers(request.headers()), text, clock.instant());
            intake.record(request, callback, start);
        } catch (MalformedWebhookException e) {
            intake.answer(request, Answer.MALFORMED);
        }
    }

    /** The one fact the door needs; the rest is for those who consume it, but must be one well-formed object. */
    static long updateId(byte[] body) throws MalformedWebhookException {
        Long id = null;
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedWebhookException("the body is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("update_id") && value == JsonToken.VALUE_NUMBER_INT) {
                    id = parser.getLongValue();
                }
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new MalformedWebhookException("something follows the JSON object");
            }
        } catch (IOException e) {
            throw new MalformedWebhookException("the body is not well-formed JSON");
        }
        if (id == null) {
            throw new MalformedWebhookException("update_id is missing");
        }
        return id;
    }
}
