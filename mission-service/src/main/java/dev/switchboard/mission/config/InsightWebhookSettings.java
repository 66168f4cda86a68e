package dev.switchboard.mission.config;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Beside the address and keys of libs/telnyx: where insight groups made here report to. */
@ConfigMapping(prefix = "switchboard.telnyx")
public interface InsightWebhookSettings {

    /** Empty: the webhook of the assistant's application reports insights, which normally suffices. */
    Optional<String> insightWebhookUrl();
}
