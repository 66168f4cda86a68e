package dev.switchboard.telnyx;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** Where Telnyx is and with which key each account speaks to it. */
@ConfigMapping(prefix = "switchboard.telnyx")
public interface TelnyxAccounts {

    /** Base address with the version, without a trailing slash. */
    @WithDefault("https://api.telnyx.com/v2")
    String url();

    /** Real time until Telnyx must have answered. */
    @WithDefault("10s")
    Duration timeout();

    /** Connections open at once. */
    @WithDefault("64")
    int connections();

    /** API keys by account name: {@code switchboard.telnyx.keys.default}. */
    Map<String, String> keys();
}
