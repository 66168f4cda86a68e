package dev.switchboard.scheduler.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What each account may do at once. An account that is not named here has the defaults. */
@ConfigMapping(prefix = "switchboard.accounts")
public interface AccountSettings {

    /** By account name: {@code switchboard.accounts.default.concurrent-calls}. */
    @WithParentName
    @WithDefaults
    Map<String, Limits> byName();

    /** Telnyx's detections of machines (contract, section 4.1). */
    enum Detection {
        PREMIUM,
        STANDARD
    }

    /** The limits that Telnyx sets for an account (contract, section 11). */
    interface Limits {

        /** Calls at once. */
        @WithDefault("10")
        int concurrentCalls();

        /** Dials per second, as a rolling sum over five seconds. */
        @WithDefault("30")
        double dialsPerSecond();

        /** How calls are placed that do not say: {@code scheduled_event}, {@code call_control} or {@code texml}. */
        @WithDefault("scheduled_event")
        String placeBy();

        /** The call control application that calls are dialled with; {@code call_control} needs one. */
        Optional<String> connectionId();

        /** Where Telnyx sends the webhooks of dialled and of TeXML calls; empty for what the application says. */
        Optional<String> webhookUrl();

        /** How it is found out who answers a dialled call: {@code premium} or {@code standard}. */
        @WithDefault("premium")
        Detection detection();

        /** The voice that leaves messages on machines. */
        @WithDefault("Telnyx.KokoroTTS.af")
        String voice();

        /** Mission time without a 429 after which a halved limit grows by one. */
        @WithDefault("10s")
        Duration quiet();
    }
}
