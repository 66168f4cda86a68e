package dev.switchboard.notifier.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What can be set. */
@ConfigMapping(prefix = "switchboard.notifier")
public interface NotifierConfig {

    /** Slack's Web API. */
    SlackApi slack();

    /** Telegram's Bot API. */
    TelegramApi telegram();

    /** Where the people of each account are. An account without channels is told nothing. */
    Map<String, Account> accounts();

    /** Real time until a channel must have answered; at most 20 s. */
    @WithDefault("10s")
    Duration timeout();

    Retry retry();

    interface SlackApi {
        @WithDefault("https://slack.com/api")
        String url();
    }

    interface TelegramApi {
        @WithDefault("https://api.telegram.org")
        String url();
    }

    interface Account {
        SlackPlace slack();

        TelegramPlace telegram();

        /** Who decides, by a key of your choice; the key is the name unless one is given. */
        Map<String, Person> people();
    }

    /** Somebody whose presses count under a name that the account's approvers are listed by. */
    interface Person {
        /** As in the account's {@code approvers}; the key if absent. */
        Optional<String> name();

        /** Slack's id of the user, {@code U…}. */
        Optional<String> slack();

        /** Telegram's id of the user, a number. */
        Optional<String> telegram();
    }

    /** Both or none. */
    interface SlackPlace {
        /** Bot token with the scope {@code chat:write}. */
        Optional<String> token();

        /** Id of the channel the bot is a member of. */
        Optional<String> channel();
    }

    /** Both or none. */
    interface TelegramPlace {
        /** Bot token. */
        Optional<String> token();

        /** Id of the chat, or {@code @name} of a public channel. */
        Optional<String> chatId();
    }

    /** Mission time. */
    interface Retry {
        @WithDefault("10s")
        Duration first();

        @WithDefault("15m")
        Duration longest();

        @WithDefault("24h")
        Duration giveUpAfter();
    }
}
