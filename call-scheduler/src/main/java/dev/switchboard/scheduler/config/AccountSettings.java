package dev.switchboard.scheduler.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.Map;

/** What each account may do at once. An account that is not named here has the defaults. */
@ConfigMapping(prefix = "switchboard.accounts")
public interface AccountSettings {

    /** By account name: {@code switchboard.accounts.default.concurrent-calls}. */
    @WithParentName
    @WithDefaults
    Map<String, Limits> byName();

    /** The limits that Telnyx sets for an account (contract, section 11). */
    interface Limits {

        /** Calls at once. */
        @WithDefault("10")
        int concurrentCalls();

        /** Dials per second, as a rolling sum over five seconds. */
        @WithDefault("30")
        double dialsPerSecond();

        /** Mission time without a 429 after which a halved limit grows by one. */
        @WithDefault("10s")
        Duration quiet();
    }
}
