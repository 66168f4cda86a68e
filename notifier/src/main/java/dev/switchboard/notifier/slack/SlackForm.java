package dev.switchboard.notifier.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.notifier.domain.ChangeForm;
import dev.switchboard.notifier.domain.Message;

/** The modal in which a shortlist is changed: a list with several choices, those of the shortlist chosen already. */
final class SlackForm {

    /** What Slack takes as the text of an option. */
    private static final int OPTION = 75;

    private SlackForm() {}

    /** The request of {@code views.open}. */
    static ObjectNode opening(Message.Form form) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("trigger_id", form.trigger());
        ObjectNode view = request.putObject("view")
                .put("type", "modal")
                .put("callback_id", SlackCallbacks.CHANGE)
                // Comes back with the choice, so that nothing has to be remembered of an open form.
                .put("private_metadata", form.form().approvalId() + " " + form.place());
        SlackMessages.plain(view.putObject("title"), "Change the shortlist");
        SlackMessages.plain(view.putObject("submit"), "Decide");
        SlackMessages.plain(view.putObject("close"), "Back");
        ArrayNode blocks = view.putArray("blocks");
        SlackMessages.plain(
                blocks.addObject().put("type", "section").putObject("text"),
                form.form().question());
        choice(blocks.addObject(), form.form());
        return request;
    }

    private static void choice(ObjectNode block, ChangeForm form) {
        block.put("type", "input").put("block_id", SlackCallbacks.SHORTLIST);
        SlackMessages.plain(block.putObject("label"), "Who advances");
        if (form.left() > 0) {
            SlackMessages.plain(
                    block.putObject("hint"), form.left() + " more candidates can be chosen by the API only");
        }
        ObjectNode select =
                block.putObject("element").put("type", "multi_static_select").put("action_id", SlackCallbacks.CHOSEN);
        ArrayNode options = select.putArray("options");
        form.options().forEach(option -> option(options.addObject(), option));
        if (form.options().stream().anyMatch(ChangeForm.Option::chosen)) {
            ArrayNode initial = select.putArray("initial_options");
            form.options().stream()
                    .filter(ChangeForm.Option::chosen)
                    .forEach(option -> option(initial.addObject(), option));
        }
    }

    private static void option(ObjectNode object, ChangeForm.Option option) {
        String text = option.text();
        // The digits at the end tell namesakes apart: a long name gives way.
        SlackMessages.plain(
                object.putObject("text"),
                text.length() <= OPTION ? text : "…" + text.substring(text.length() - OPTION + 1));
        object.put("value", String.valueOf(option.position()));
    }
}
