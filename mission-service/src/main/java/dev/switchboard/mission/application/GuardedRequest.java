package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.EventJson;

/**
 * One exact request to Telnyx that a guardrail stands before.
 *
 * @param method {@code POST}, {@code PATCH} or {@code DELETE}
 * @param path under Telnyx's base address
 * @param body empty for a {@code DELETE}
 */
public record GuardedRequest(ApprovalAction action, String method, String path, ObjectNode body) {

    /** As it is shown, decided on and kept. */
    public ObjectNode shown() {
        ObjectNode shown =
                EventJson.mapper().createObjectNode().put("method", method).put("path", path);
        if (!body.isEmpty()) {
            shown.set("body", body);
        }
        return shown;
    }

    /** The request that was shown. */
    public static GuardedRequest of(ApprovalAction action, JsonNode shown) {
        return new GuardedRequest(
                action,
                shown.path("method").asText(),
                shown.path("path").asText(),
                shown.path("body") instanceof ObjectNode body
                        ? body
                        : EventJson.mapper().createObjectNode());
    }
}
