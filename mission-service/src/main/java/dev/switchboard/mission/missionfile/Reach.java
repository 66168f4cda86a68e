package dev.switchboard.mission.missionfile;

import java.util.Optional;

/**
 * How the targets are reached.
 *
 * @param channel {@code phone_call} or {@code sms_chat}
 * @param text the first message of an {@code sms_chat}, with its <code>{{variables}}</code>
 * @param placeBy {@code scheduled_event}, {@code call_control} or {@code texml}; empty for the account's usual way
 */
public record Reach(String channel, Optional<String> text, Optional<String> placeBy) {

    public static final String PHONE_CALL = "phone_call";
    public static final String SMS_CHAT = "sms_chat";

    public boolean byText() {
        return channel.equals(SMS_CHAT);
    }
}
