package dev.switchboard.simulator.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.account.Account;
import dev.switchboard.simulator.chat.People.Question;
import dev.switchboard.simulator.chat.Shown.Button;
import dev.switchboard.simulator.config.Ids;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.webhook.Webhooks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** People in Telegram: they press a button, or reply with the numbers that are to advance. */
public final class TelegramPeople implements People.Hands {

    private static final String UPDATES = "telegram_updates";
    private static final String MESSAGES = "telegram_messages";

    private final People people;
    private final Account account;
    private final ChannelAddresses addresses;
    private final Webhooks webhooks;
    private final Ids ids;

    public TelegramPeople(People people, Account account, ChannelAddresses addresses, Webhooks webhooks, Ids ids) {
        this.people = people;
        this.account = account;
        this.addresses = addresses;
        this.webhooks = webhooks;
        this.ids = ids;
        people.in("telegram", this);
    }

    /** How a kept message looks to people. */
    public static Shown shown(String key, ObjectNode kept) {
        List<Button> buttons = new ArrayList<>();
        for (JsonNode row : kept.path("reply_markup").path("inline_keyboard")) {
            for (JsonNode button : row) {
                String data = button.path("callback_data").asText("");
                buttons.add(new Button(button.path("text").asText(), data, button));
            }
        }
        return new Shown("telegram", key, kept.path("text").asText(), buttons);
    }

    /** The id of the next message, people's or the bot's. */
    public long nextMessage() {
        return next(MESSAGES, account.chatMessages.all().size());
    }

    private long next(String counter, long before) {
        long next = account.settings().path(counter).asLong(before) + 1;
        account.set(counter, LongNode.valueOf(next));
        return next;
    }

    @Override
    public boolean act(Question question, Shown message, Instant now) {
        if (addresses.telegramUrl().isEmpty() || addresses.telegramSecret().isEmpty()) {
            return false;
        }
        if (question.decision().equals("changed")) {
            reply(question, message, now);
            people.answered(question, now);
            return true;
        }
        String word = question.decision().equals("approved") ? "approve" : "reject";
        Optional<Button> button = message.button(word);
        if (button.isEmpty()) {
            people.failed(question, "no button to say " + word);
            return true;
        }
        press(question, message, button.get());
        people.answered(question, now);
        return true;
    }

    private void press(Question question, Shown message, Button button) {
        ObjectNode query =
                Json.object().put("id", String.valueOf(Math.abs(ids.uuid().hashCode()) + 1L));
        query.set("from", question.person().inTelegram());
        query.set("message", message(message));
        query.put("chat_instance", "1").put("data", button.sends());
        send(
                Json.object().put("update_id", next(UPDATES, 857_302_440)).set("callback_query", query),
                "callback_query",
                question);
    }

    private void reply(Question question, Shown message, Instant now) {
        ObjectNode shown = message(message);
        ObjectNode reply = Json.object().put("message_id", nextMessage()).put("date", now.getEpochSecond());
        reply.set("from", question.person().inTelegram());
        reply.set("chat", shown.get("chat"));
        reply.put("text", String.join("\n", question.shortlist()));
        reply.set("reply_to_message", shown);
        send(Json.object().put("update_id", next(UPDATES, 857_302_440)).set("message", reply), "message", question);
    }

    private ObjectNode message(Shown message) {
        ObjectNode kept = account.chatMessages.find(message.key()).orElseThrow();
        ObjectNode shown = Json.object()
                .put("message_id", kept.path("message_id").asLong())
                .put("date", Instant.parse(kept.path("at").asText()).getEpochSecond())
                .put("text", kept.path("text").asText());
        String chat = kept.path("chat_id").asText();
        ObjectNode where = shown.putObject("chat").put("type", "private");
        if (chat.matches("-?\\d{1,18}")) {
            where.put("id", Long.parseLong(chat));
        } else {
            where.put("id", chat);
        }
        shown.putObject("from").put("id", 1).put("is_bot", true).put("first_name", "Switchboard");
        Json.putIfPresent(shown, "reply_markup", kept.get("reply_markup"));
        return shown;
    }

    private void send(JsonNode update, String what, Question question) {
        webhooks.sendTelegram(
                addresses.telegramUrl().orElseThrow(), what, question.person().name(), update);
    }
}
