package dev.switchboard.mission.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.switchboard.mission.application.reading.CallOverview;
import dev.switchboard.mission.application.reading.TargetOverview;
import java.util.Map;
import java.util.UUID;

/**
 * A call.
 *
 * @param id of this call here; {@code call_id} is its id in the events, once it was asked for
 * @param links where the rest is
 */
@JsonNaming(SnakeCaseStrategy.class)
public record CallView(
        UUID id,
        UUID missionId,
        UUID runId,
        String runStatus,
        @JsonUnwrapped TargetOverview target,
        Map<String, String> links) {

    static CallView of(CallOverview call) {
        String run = "/v1/runs/" + call.runId();
        return new CallView(
                call.target().targetId(),
                call.missionId(),
                call.runId(),
                call.runStatus(),
                call.target(),
                Map.of(
                        "self", path(call.target().targetId()),
                        "run", run,
                        "events", run + "/events",
                        "results", run + "/results",
                        "cancel", run + "/cancel"));
    }

    static String path(UUID id) {
        return "/v1/calls/" + id;
    }
}
