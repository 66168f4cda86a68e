package dev.switchboard.mission.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;

/** What calls are assumed to cost: {@code switchboard.prices.*}. Estimates; the bill is the provider's. */
@ConfigMapping(prefix = "switchboard.prices")
public interface PriceSettings {

    /** US dollars per minute begun, line and assistant together. */
    @WithDefault("0.09")
    BigDecimal usdPerMinute();
}
