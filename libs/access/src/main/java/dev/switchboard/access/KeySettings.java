package dev.switchboard.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.Map;

/** Keys that exist from the start, by name: {@code switchboard.keys.<name>.*}. */
@ConfigMapping(prefix = "switchboard.keys")
public interface KeySettings {

    @WithParentName
    Map<String, Key> keys();

    /** One key. */
    interface Key {

        /** SHA-256 of the token, 64 hexadecimal digits; the token itself is never configured. */
        String hash();

        /** The one account that the key sees. */
        @WithDefault("default")
        String account();

        /** {@code agent}, {@code approver}, {@code operator} or {@code viewer}. */
        @WithDefault("agent")
        Role role();
    }
}
