package dev.switchboard.gateway.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be set. */
@ConfigMapping(prefix = "switchboard.gateway")
public interface GatewayConfig {

    /** Telnyx's public keys per account, base64; two at once while a key is being replaced. */
    Map<String, List<String>> publicKeys();

    /** Slack's interactivity callbacks. */
    Slack slack();

    /** Telegram's updates. */
    Telegram telegram();

    /** The largest body taken; at most 10M. */
    @WithDefault("1M")
    MemorySize maxBody();

    /** Webhooks and callbacks that may wait for the broker at once; more are answered 503. */
    @WithDefault("4096")
    int maxWaiting();

    /** Size of all bodies that may wait for the broker at once, in characters. */
    @WithDefault("64M")
    MemorySize maxWaitingSize();

    /** Real time after which a webhook that is not acknowledged is answered 503; Telnyx waits 2 s. */
    @WithDefault("1800ms")
    Duration patience();

    /** Ids of recorded events that are remembered to answer repetitions at once. */
    @WithDefault("100000")
    int remembered();

    /** Calls under way that are known at once, to answer what their conversations begin with; the oldest give way. */
    @WithDefault("10000")
    int calls();

    /** Size of all that is known of them, in characters. */
    @WithDefault("16M")
    MemorySize callsSize();

    /** How far back the topics are read at the start, real time: longer than any call is under way. */
    @WithDefault("1d")
    Duration callsSince();

    interface Slack {
        /** The app's signing secrets, two while one is being replaced; without one the door is closed (404). */
        Optional<List<String>> signingSecret();
    }

    interface Telegram {
        /** Secret tokens that the webhook was set with; without one the door is closed (404). */
        Optional<List<String>> secretToken();
    }
}
