package dev.switchboard.mission.application.reading;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A guarded request to Telnyx as it is shown.
 *
 * @param state {@code due}, {@code sending} (it may have been made), {@code executed} or {@code failed}
 * @param result what Telnyx answered
 * @param reason why it failed
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ActionOverview(
        UUID actionId,
        String action,
        String state,
        Optional<Map<String, Object>> result,
        Optional<String> reason,
        Optional<Instant> finishedAt) {}
