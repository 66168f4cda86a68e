package dev.switchboard.insight.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** All durations are mission time. */
@ConfigMapping(prefix = "switchboard.insight")
public interface InsightSettings {

    /** From the end of a call until it is looked up, if no webhook came. Webhooks normally take 10 s. */
    @WithDefault("15s")
    Duration firstLook();

    /** By how much each further wait is longer. */
    @WithDefault("1.5")
    double lookFactor();

    /** Between two look-ups at most. */
    @WithDefault("2m")
    Duration longestWait();

    /** From the end of a call until its insight has timed out. */
    @WithDefault("20m")
    Duration giveUpAfter();

    /** Beyond that, while Telnyx cannot be asked; with the longest of these waits it stays below call-scheduler's own. */
    @WithDefault("11h")
    Duration outage();

    /** Between two look-ups of a conversation by text at most. */
    @WithDefault("10m")
    Duration longestTextWait();

    /** From the delivery of a text until nobody is expected to answer it any more; below call-scheduler's own wait. */
    @WithDefault("12h")
    Duration replyWithin();

    /** From the verdict until naming the conversation is given up. */
    @WithDefault("1d")
    Duration nameWithin();

    /** How long a template is trusted before it is fetched again. */
    @WithDefault("1d")
    Duration templateLifetime();

    /** How long webhooks are kept whose call is not known. */
    @WithDefault("1d")
    Duration keepEarly();

    /** How long settled conversations are kept. */
    @WithDefault("30d")
    Duration keepSettled();
}
