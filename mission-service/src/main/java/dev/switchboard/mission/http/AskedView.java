package dev.switchboard.mission.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.UUID;

/** A guarded request that waits for people. */
@JsonNaming(SnakeCaseStrategy.class)
public record AskedView(UUID approvalId, String status) {}
