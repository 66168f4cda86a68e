package dev.switchboard.mission.application;

import java.time.Duration;
import java.util.Optional;

/** Telnyx cannot be asked now; the same request may succeed later. */
public final class ProviderAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> retryAfter;

    /** @param retryAfter how long Telnyx asks to wait, mission time */
    public ProviderAway(String reason, Optional<Duration> retryAfter) {
        super(reason);
        this.retryAfter = retryAfter;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
