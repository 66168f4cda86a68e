package dev.switchboard.mission.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.switchboard.mission.application.Launched;
import java.util.UUID;

/** A mission that was taken. */
@JsonNaming(SnakeCaseStrategy.class)
public record LaunchedView(UUID missionId, UUID runId, String handle, String status) {

    static LaunchedView of(Launched launched) {
        return new LaunchedView(launched.missionId(), launched.runId(), launched.handle(), launched.status());
    }
}
