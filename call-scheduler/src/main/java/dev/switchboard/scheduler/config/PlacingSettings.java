package dev.switchboard.scheduler.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How calls are placed. */
@ConfigMapping(prefix = "switchboard.placing")
public interface PlacingSettings {

    /** Mission time between a request and the call it asks for; Telnyx wants at least a minute. */
    @WithDefault("PT65S")
    Duration lead();

    /** Real time a request may take on its way; the lead is never shorter than that, at any time scale. */
    @WithDefault("PT0.008S")
    Duration travelTime();

    /** Mission time for which a window must stay open after the call begins, because Telnyx may begin a little later. */
    @WithDefault("PT60S")
    Duration closingMargin();

    /** Requests in a row that Telnyx may refuse because their time has passed, or forbid, before the call is given up. */
    @WithDefault("8")
    int refusals();

    /**
     * Real time, beyond twice Telnyx's time-out, after which a process that has not recorded an answer is taken for
     * dead. An intent that has not left after half of it does not leave any more.
     */
    @WithDefault("PT5S")
    Duration leaseMargin();
}
