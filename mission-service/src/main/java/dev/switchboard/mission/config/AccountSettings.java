package dev.switchboard.mission.config;

import dev.switchboard.mission.application.Guardrail;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What may be done in an account's name: {@code switchboard.accounts.<account>.*}. */
@ConfigMapping(prefix = "switchboard.accounts")
public interface AccountSettings {

    @WithParentName
    @WithDefaults
    Map<String, Account> accounts();

    /** One account. */
    interface Account {

        Guardrails guardrails();

        /** Calls at once; the same key as call-scheduler's, for previews. */
        @WithDefault("10")
        int concurrentCalls();

        /** Calls begun per second; the same key as call-scheduler's, for previews. */
        @WithDefault("30")
        double dialsPerSecond();

        /** The gateway's public address; the same key as call-scheduler's, for missions with a memory. */
        Optional<String> webhookUrl();

        /** Names of those who may decide: of keys, or of people as the chat channels are told to know them. */
        Optional<List<String>> approvers();

        /** Mission time from a question to its expiry. */
        @WithDefault("24h")
        Duration approvalExpiry();
    }

    /** What happens when a mission needs a guarded action: {@code allow}, {@code ask} or {@code deny}. */
    interface Guardrails {

        /** Creating an assistant. */
        @WithDefault("ask")
        Guardrail assistantCreate();

        /** Changing an assistant. */
        @WithDefault("ask")
        Guardrail assistantUpdate();

        /** Deleting an assistant. */
        @WithDefault("ask")
        Guardrail assistantDelete();

        /** Taking a number from the connection it belongs to. */
        @WithDefault("ask")
        Guardrail numberReassign();

        /** Changing a connection. */
        @WithDefault("ask")
        Guardrail connectionChange();
    }
}
