package dev.switchboard.notifier.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.notifier.domain.CardText;
import dev.switchboard.notifier.domain.Message;
import dev.switchboard.notifier.domain.NoticeText;
import dev.switchboard.notifier.domain.SlackMarkup;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Messages as Block Kit has them. {@code text} is what a notification shows, {@code blocks} what the channel shows; the
 * same words.
 */
final class SlackMessages {

    private SlackMessages() {}

    static ObjectNode notice(String channel, NoticeText text) {
        ObjectNode message = message(channel, text.plain());
        ArrayNode blocks = message.putArray("blocks");
        section(blocks, "*" + half(text.title()) + "*\n" + half(text.summary()));
        if (!text.recommended().isEmpty()) {
            section(
                    blocks,
                    "*Recommended*\n"
                            + text.recommended().stream()
                                    .map(SlackMessages::half)
                                    .collect(Collectors.joining("\n")));
        }
        context(blocks, text.counts());
        return message;
    }

    /** What rings first; without anything to decide on. */
    static ObjectNode announcement(String channel, CardText text) {
        ObjectNode message = message(channel, text.announcement());
        section(message.putArray("blocks"), "*" + half(text.announcement()) + "*");
        return message;
    }

    static ObjectNode card(String channel, String ts, CardText text) {
        ObjectNode message = message(channel, text.plain()).put("ts", ts);
        ArrayNode blocks = message.putArray("blocks");
        section(blocks, "*" + half(text.title()) + "*");
        lines(blocks, text.lines());
        text.verdict().ifPresent(verdict -> section(blocks, "*" + half(verdict) + "*"));
        if (text.open()) {
            buttons(blocks.addObject(), text);
        }
        context(blocks, text.facts());
        context(blocks, text.mark());
        return message;
    }

    private static void buttons(ObjectNode block, CardText text) {
        ArrayNode elements = block.put("type", "actions")
                .put("block_id", SlackCallbacks.DECISION)
                .putArray("elements");
        String id = text.approvalId().toString();
        button(elements, SlackCallbacks.APPROVE, "Approve", id).put("style", "primary");
        button(elements, SlackCallbacks.REJECT, "Reject", id).put("style", "danger");
        if (text.changeable()) {
            button(elements, SlackCallbacks.CHANGE, "Change", id);
        }
    }

    private static ObjectNode button(ArrayNode elements, String action, String label, String value) {
        ObjectNode button = elements.addObject()
                .put("type", "button")
                .put("action_id", action)
                .put("value", value);
        plain(button.putObject("text"), label);
        return button;
    }

    static ObjectNode ephemeral(Message.Reply reply) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("channel", reply.to().place())
                .put("user", reply.to().user())
                .put("text", SlackMarkup.escape(reply.text(), SlackMarkup.SECTION));
    }

    private static ObjectNode message(String channel, String text) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("channel", channel)
                .put("text", SlackMarkup.escape(text, SlackMarkup.SECTION))
                .put("unfurl_links", false)
                .put("unfurl_media", false);
    }

    /** As few sections as hold them all: none is cut. */
    private static void lines(ArrayNode blocks, List<String> lines) {
        StringBuilder section = new StringBuilder();
        for (String line : lines) {
            String escaped = SlackMarkup.escape(line, SlackMarkup.SECTION);
            if (section.length() > 0 && section.length() + escaped.length() + 1 > SlackMarkup.SECTION) {
                section(blocks, section.toString());
                section.setLength(0);
            }
            section.append(section.length() == 0 ? "" : "\n").append(escaped);
        }
        if (section.length() > 0) {
            section(blocks, section.toString());
        }
    }

    private static void context(ArrayNode blocks, String text) {
        if (!text.isBlank()) {
            ObjectNode context = blocks.addObject().put("type", "context");
            markdown(context.putArray("elements").addObject(), half(text));
        }
    }

    private static void section(ArrayNode blocks, String markdown) {
        markdown(blocks.addObject().put("type", "section").putObject("text"), markdown);
    }

    private static void markdown(ObjectNode object, String markdown) {
        object.put("type", "mrkdwn").put("text", markdown).put("verbatim", true);
    }

    static void plain(ObjectNode object, String text) {
        object.put("type", "plain_text").put("text", text);
    }

    /** Sections hold at most two such pieces besides a few characters. */
    private static String half(String text) {
        return SlackMarkup.escape(text, SlackMarkup.SECTION / 2 - 10);
    }
}
