package dev.switchboard.mission.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What previews assume: {@code switchboard.preview.*}. */
@ConfigMapping(prefix = "switchboard.preview")
public interface PreviewSettings {

    /** Mission time from the request for a call to its beginning; call-scheduler's placing lead. */
    @WithDefault("PT65S")
    Duration lead();

    /** How long a call takes. */
    @WithDefault("PT2M")
    Duration call();
}
