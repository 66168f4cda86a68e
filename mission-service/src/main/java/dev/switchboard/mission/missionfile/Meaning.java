package dev.switchboard.mission.missionfile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.mission.domain.Deadline;

/**
 * What a JSON Schema cannot check and every class has. Takes any JSON: what is of the wrong type has been reported by
 * {@link Structure}.
 */
final class Meaning {

    private Meaning() {}

    static void check(JsonNode document, Violations violations) {
        phone(document.path("from"), "$.from", violations);
        window(document.path("calling_window").path("timezone"), violations);
        deadline(document.path("limits").path("deadline"), violations);
    }

    static void phone(JsonNode phone, String path, Violations violations) {
        if (phone.isTextual() && Phones.isE164(phone.asText()) && !Phones.isPossible(phone.asText())) {
            violations.add(path, phone, Phones.POSSIBLE);
        }
    }

    private static void window(JsonNode zone, Violations violations) {
        if (zone.isTextual() && !zone.asText().equals("recipient") && !Zones.isZone(zone.asText())) {
            violations.add("$.calling_window.timezone", zone, "recipient, or " + Zones.EXPECTATION);
        }
    }

    private static void deadline(JsonNode deadline, Violations violations) {
        if (deadline.isTextual() && !Deadline.isDeadline(deadline.asText())) {
            violations.add("$.limits.deadline", deadline, Deadline.EXPECTATION);
        }
    }
}
