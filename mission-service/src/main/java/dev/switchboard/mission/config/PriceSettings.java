package dev.switchboard.mission.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.util.Map;

/** What calls are assumed to cost: {@code switchboard.prices.*}. Estimates; the bill is the provider's. */
@ConfigMapping(prefix = "switchboard.prices")
public interface PriceSettings {

    /** US dollars per minute begun, line and assistant together. */
    @WithDefault("0.09")
    BigDecimal usdPerMinute();

    /** The same for single ways of placing: {@code scheduled_event}, {@code call_control}, {@code texml}. */
    Map<String, BigDecimal> usdPerMinuteBy();

    /** US dollars per text sent. */
    @WithDefault("0.01")
    BigDecimal usdPerText();

    /** How long a call is expected to be at most: what a budget keeps back for each call under way. */
    @WithDefault("5")
    int reservedMinutes();
}
