package dev.switchboard.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.account.Account;
import dev.switchboard.simulator.chat.ChannelAddresses;
import dev.switchboard.simulator.chat.KnownMessages;
import dev.switchboard.simulator.chat.People;
import dev.switchboard.simulator.chat.TelegramPeople;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.time.Turns;
import java.io.IOException;
import java.time.Instant;

/** The part of Telegram's Bot API that approvals and results use. */
final class TelegramApi implements ApiServer.Family {

    private static final String BOT = "/telegram/:token/";

    private final Account account;
    private final Turns turns;
    private final People people;
    private final TelegramPeople telegramPeople;
    private final ChannelAddresses addresses;

    TelegramApi(
            Account account, Turns turns, People people, TelegramPeople telegramPeople, ChannelAddresses addresses) {
        this.account = account;
        this.turns = turns;
        this.people = people;
        this.telegramPeople = telegramPeople;
        this.addresses = addresses;
    }

    @Override
    public void register(Routes routes) {
        routes.post(BOT + "sendMessage", asked -> asBot(asked, this::send));
        routes.post(BOT + "editMessageText", asked -> asBot(asked, this::edit));
        routes.post(BOT + "setWebhook", asked -> asBot(asked, this::setWebhook));
        routes.post(BOT + "answerCallbackQuery", asked -> asBot(asked, this::answerCallback));
    }

    @FunctionalInterface
    private interface WithBody {
        Answer answer(ObjectNode body);
    }

    /** The path part is {@code bot} and the token, which must be like {@code 123:abc}. */
    private static Answer asBot(Asked asked, WithBody route) {
        if (!asked.path("token").matches("bot[^:]+:.+|bot[A-Za-z0-9_-]+")) {
            return error(401, "Unauthorized");
        }
        return route.answer(asked.formOrJson());
    }

    private static Answer error(int code, String description) {
        return Answer.of(
                code, Json.object().put("ok", false).put("error_code", code).put("description", description));
    }

    private static Answer result(JsonNode result) {
        return Answer.ok(Json.object().put("ok", true).set("result", result));
    }

    private Answer send(ObjectNode body) {
        if (!body.hasNonNull("chat_id")) {
            return error(400, "Bad Request: chat_id is empty");
        }
        if (body.path("text").asText("").isEmpty()) {
            return error(400, "Bad Request: message text is empty");
        }
        return result(save(body, telegramPeople.nextMessage()));
    }

    private Answer edit(ObjectNode body) {
        String key = key(body.path("chat_id").asText(), body.path("message_id").asLong());
        ObjectNode before = account.chatMessages.find(key).orElse(null);
        if (before == null) {
            return error(400, "Bad Request: message to edit not found");
        }
        if (before.path("text").equals(body.path("text")) && sameButtons(before.get("reply_markup"), markup(body))) {
            return error(
                    400,
                    "Bad Request: message is not modified: specified new message content and reply markup are exactly the"
                            + " same as a current content and reply markup of the message");
        }
        return result(save(body, body.path("message_id").asLong()));
    }

    private static boolean sameButtons(JsonNode before, JsonNode now) {
        JsonNode none = Json.array();
        JsonNode had = before == null ? none : before.path("inline_keyboard");
        JsonNode has = now == null ? none : now.path("inline_keyboard");
        return had.isEmpty() ? has.isEmpty() : had.equals(has);
    }

    private static String key(String chat, long message) {
        return KnownMessages.telegram(chat, message);
    }

    private ObjectNode save(ObjectNode body, long id) {
        Instant now = turns.now();
        String chat = body.path("chat_id").asText();
        ObjectNode record = Json.object()
                .put("via", "telegram")
                .put("chat_id", chat)
                .put("message_id", id)
                .put("text", body.path("text").asText())
                .put("at", now.toString());
        JsonNode markup = markup(body);
        Json.putIfPresent(record, "reply_markup", markup);
        record.set("raw", body);
        account.chatMessages.put(key(chat, id), "telegram", record);
        people.see(TelegramPeople.shown(key(chat, id), record), now);
        ObjectNode message = Json.object()
                .put("message_id", id)
                .put("date", now.getEpochSecond())
                .put("text", body.path("text").asText());
        message.putObject("chat").put("type", "private").set("id", body.get("chat_id"));
        message.putObject("from").put("id", 1).put("is_bot", true).put("first_name", "Switchboard");
        Json.putIfPresent(message, "reply_markup", markup);
        return message;
    }

    private static JsonNode markup(ObjectNode body) {
        JsonNode markup = body.get("reply_markup");
        if (markup == null || !markup.isTextual()) {
            return markup;
        }
        try {
            return Json.MAPPER.readTree(markup.asText());
        } catch (IOException e) {
            return null;
        }
    }

    private Answer answerCallback(ObjectNode body) {
        if (!body.hasNonNull("callback_query_id")) {
            return error(400, "Bad Request: query is too old and response timeout expired or query ID is invalid");
        }
        account.chatMessages.put(
                "telegram|answer|" + body.path("callback_query_id").asText(),
                "telegram",
                Json.object()
                        .put("via", "telegram")
                        .put("answers_query", body.path("callback_query_id").asText())
                        .put("text", body.path("text").asText(""))
                        .put("at", turns.now().toString()));
        return result(BooleanNode.TRUE);
    }

    private Answer setWebhook(ObjectNode body) {
        addresses.setTelegramWebhook(
                body.path("url").asText(""), body.path("secret_token").asText(""));
        return result(BooleanNode.TRUE);
    }
}
