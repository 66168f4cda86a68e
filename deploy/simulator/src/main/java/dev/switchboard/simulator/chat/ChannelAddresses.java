package dev.switchboard.simulator.chat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.switchboard.simulator.account.Account;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.webhook.CallbackSecrets;
import java.util.Optional;

/** Where Slack and Telegram send callbacks, and what they sign them with; each may be missing. */
public final class ChannelAddresses implements CallbackSecrets {

    public static final String SLACK_URL = "slack_interactivity_url";
    public static final String TELEGRAM_URL = "telegram_webhook_url";
    private static final String TELEGRAM_SECRET = "telegram_secret_token";

    /** What a simulator is started with. */
    public record Given(
            Optional<String> slackUrl,
            Optional<String> slackSecret,
            Optional<String> telegramUrl,
            Optional<String> telegramSecret) {

        public static final Given NONE =
                new Given(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private final Account account;
    private final Optional<String> slackSecret;

    public ChannelAddresses(Account account, Given given) {
        this.account = account;
        this.slackSecret = given.slackSecret();
        given.slackUrl().ifPresent(url -> account.set(SLACK_URL, TextNode.valueOf(url)));
        given.telegramUrl().ifPresent(url -> account.set(TELEGRAM_URL, TextNode.valueOf(url)));
        given.telegramSecret().ifPresent(secret -> account.set(TELEGRAM_SECRET, TextNode.valueOf(secret)));
    }

    /** As {@code setWebhook} says. */
    public void setTelegramWebhook(String url, String secret) {
        account.set(TELEGRAM_URL, TextNode.valueOf(url));
        account.set(TELEGRAM_SECRET, TextNode.valueOf(secret));
    }

    Optional<String> slackUrl() {
        return setting(SLACK_URL);
    }

    Optional<String> telegramUrl() {
        return setting(TELEGRAM_URL);
    }

    @Override
    public Optional<String> slackSecret() {
        return slackSecret;
    }

    @Override
    public Optional<String> telegramSecret() {
        return setting(TELEGRAM_SECRET);
    }

    private Optional<String> setting(String name) {
        return Optional.ofNullable(Json.text(account.settings(), name)).filter(text -> !text.isBlank());
    }
}
