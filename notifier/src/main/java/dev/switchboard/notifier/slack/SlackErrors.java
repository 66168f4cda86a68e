package dev.switchboard.notifier.slack;

import dev.switchboard.notifier.domain.Delivery;
import java.util.Set;

/** Slack answers 200 and says in {@code error} what is wrong. */
final class SlackErrors {

    private static final Set<String> TOO_MANY = Set.of("ratelimited", "rate_limited", "message_limit_exceeded");

    /** Its own trouble; it may have posted the message. */
    private static final Set<String> OWN_TROUBLE =
            Set.of("internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org");

    /** About the message itself, the one it changes, or the press it answers: the same the next time. */
    private static final Set<String> ABOUT_THE_MESSAGE = Set.of(
            "no_text",
            "msg_too_long",
            "msg_blocks_too_long",
            "invalid_blocks",
            "invalid_blocks_format",
            "invalid_arguments",
            "invalid_json",
            "json_not_object",
            "markdown_text_conflict",
            "message_not_found",
            "cant_update_message",
            "edit_window_closed",
            "block_mismatch",
            "view_too_large",
            "user_not_in_channel",
            // A form can be opened for three seconds after the press, once.
            "invalid_trigger_id",
            "expired_trigger_id",
            "trigger_expired",
            "exchanged_trigger_id",
            "trigger_exchanged");

    private static final int LONGEST = 60;

    private SlackErrors() {}

    /** Everything else (token, channel, membership, and what Slack may invent) is for a person to mend. */
    static Delivery.Result result(String error) {
        if (TOO_MANY.contains(error)) {
            return Delivery.Result.THROTTLED;
        }
        if (OWN_TROUBLE.contains(error)) {
            return Delivery.Result.UNCLEAR;
        }
        return ABOUT_THE_MESSAGE.contains(error) ? Delivery.Result.REFUSED : Delivery.Result.MISCONFIGURED;
    }

    /** The error is a code word; whatever is not one is not worth a place in a log. */
    static String shown(String error) {
        return error.length() <= LONGEST && error.matches("[a-z0-9_]+") ? error : "an unreadable error";
    }
}
