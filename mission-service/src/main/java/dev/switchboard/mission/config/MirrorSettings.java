package dev.switchboard.mission.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the Telnyx Missions API is kept told: {@code switchboard.mirror.*}. */
@ConfigMapping(prefix = "switchboard.mirror")
public interface MirrorSettings {

    /** Whether missions are shown there at all. */
    @WithDefault("true")
    boolean enabled();

    /** Mission time between two events that carry call results. */
    @WithDefault("60s")
    Duration flush();
}
