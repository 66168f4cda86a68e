package dev.switchboard.mission.config;

import dev.switchboard.mission.application.Guardrail;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.Map;

/** What may be done in an account's name: {@code switchboard.accounts.<account>.*}. */
@ConfigMapping(prefix = "switchboard.accounts")
public interface AccountSettings {

    @WithParentName
    Map<String, Account> accounts();

    /** One account. */
    interface Account {

        Guardrails guardrails();
    }

    /** What happens when a mission needs a guarded action: {@code allow}, {@code ask} or {@code deny}. */
    interface Guardrails {

        /** Creating an assistant. */
        @WithDefault("ask")
        Guardrail assistantCreate();

        /** Changing an assistant. */
        @WithDefault("ask")
        Guardrail assistantUpdate();
    }
}
