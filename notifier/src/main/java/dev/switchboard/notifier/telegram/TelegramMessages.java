package dev.switchboard.notifier.telegram;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.notifier.domain.CardText;
import dev.switchboard.notifier.domain.Message;

/** Messages as the Bot API has them, without a parse mode: the text is shown as it stands. */
final class TelegramMessages {

    /** What Telegram shows of the answer to a press. */
    private static final int LONGEST_ANSWER = 200;

    private TelegramMessages() {}

    static ObjectNode text(String chat, String text) {
        ObjectNode message =
                JsonNodeFactory.instance.objectNode().put("chat_id", chat).put("text", text);
        message.putObject("link_preview_options").put("is_disabled", true);
        return message;
    }

    static ObjectNode card(Message.Card card) {
        ObjectNode message = text(card.sentTo(), card.text().plain());
        putMessage(message, "message_id", card.reference());
        ArrayNode keyboard = message.putObject("reply_markup").putArray("inline_keyboard");
        if (card.text().open()) {
            buttons(keyboard, card.text());
        }
        return message;
    }

    private static void buttons(ArrayNode keyboard, CardText text) {
        ArrayNode row = keyboard.addArray();
        button(row, "Approve", TelegramCallbacks.APPROVE, text);
        button(row, "Reject", TelegramCallbacks.REJECT, text);
        if (text.changeable()) {
            button(keyboard.addArray(), "Change", TelegramCallbacks.CHANGE, text);
        }
    }

    private static void button(ArrayNode row, String label, String move, CardText text) {
        row.addObject().put("text", label).put("callback_data", TelegramCallbacks.data(move, text.approvalId()));
    }

    static ObjectNode callbackAnswer(Message.Reply reply) {
        String text = reply.text();
        return JsonNodeFactory.instance
                .objectNode()
                .put("callback_query_id", reply.to().query())
                .put("text", text.length() <= LONGEST_ANSWER ? text : text.substring(0, LONGEST_ANSWER - 1) + "…")
                // Shown until it is read, not for a moment.
                .put("show_alert", true);
    }

    static ObjectNode reply(Message.Reply reply) {
        ObjectNode message = text(reply.to().place(), reply.text());
        ObjectNode to = message.putObject("reply_parameters").put("allow_sending_without_reply", true);
        putMessage(to, "message_id", reply.to().message());
        return message;
    }

    /** A number, as Telegram has it. */
    private static void putMessage(ObjectNode object, String field, String id) {
        if (id.matches("\\d{1,18}")) {
            object.put(field, Long.parseLong(id));
        } else {
            object.put(field, id);
        }
    }
}
