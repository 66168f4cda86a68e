package dev.switchboard.notifier.domain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person did in a channel with the message about an approval.
 *
 * @param approvalId which, if the callback says so; else it is the one that {@code message} shows
 * @param message the channel's own id of the message it was done with
 * @param chosen with {@code CHOOSE}: positions among the candidates
 * @param said with {@code SAY}: their words
 * @param trigger with {@code ASK_TO_CHANGE}: what opens a form, for a few seconds; empty where there are no forms
 */
public record Callback(
        Channel channel,
        Optional<UUID> approvalId,
        String message,
        Move move,
        List<Integer> chosen,
        String said,
        String trigger,
        ReturnAddress from) {

    /** All that can be done with it. */
    public enum Move {
        APPROVE,
        REJECT,
        /** Wants to say what is to be done instead. */
        ASK_TO_CHANGE,
        /** Has chosen from the list. */
        CHOOSE,
        /** Has replied in words. */
        SAY
    }

    /** A button. */
    public static Callback press(
            Channel channel, UUID approvalId, String message, Move move, String trigger, ReturnAddress from) {
        return new Callback(channel, Optional.of(approvalId), message, move, List.of(), "", trigger, from);
    }

    /** A form that was filled in. */
    public static Callback choice(Channel channel, UUID approvalId, List<Integer> chosen, ReturnAddress from) {
        return new Callback(channel, Optional.of(approvalId), "", Move.CHOOSE, chosen, "", "", from);
    }

    /** A reply to a message. */
    public static Callback reply(Channel channel, String message, String said, ReturnAddress from) {
        return new Callback(channel, Optional.empty(), message, Move.SAY, List.of(), said, "", from);
    }
}
