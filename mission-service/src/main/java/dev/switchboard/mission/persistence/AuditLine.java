package dev.switchboard.mission.persistence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.EventJson;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A run event as the audit trail has it, without its hash. */
final class AuditLine {

    private AuditLine() {}

    static ObjectNode of(
            UUID runId, long seq, String type, Instant at, String actor, Optional<String> why, JsonNode body) {
        ObjectNode line = EventJson.mapper()
                .createObjectNode()
                .put("run_id", runId.toString())
                .put("seq", seq)
                .put("type", type)
                .put("at", at.toString())
                .put("actor", actor);
        why.ifPresent(reason -> line.put("why", reason));
        line.set("body", body);
        return line;
    }
}
