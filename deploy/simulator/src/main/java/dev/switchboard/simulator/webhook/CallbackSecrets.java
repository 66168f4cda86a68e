package dev.switchboard.simulator.webhook;

import java.util.Optional;

/** What callbacks of the chat channels are signed with, as it is when they leave. */
public interface CallbackSecrets {

    /** Slack's signing secret. */
    Optional<String> slackSecret();

    /** The secret token that Telegram's webhook was set with. */
    Optional<String> telegramSecret();
}
