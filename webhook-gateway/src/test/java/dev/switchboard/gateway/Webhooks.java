package dev.switchboard.gateway;

import java.util.UUID;

/** Webhooks for tests. */
final class Webhooks {

    private Webhooks() {}

    static String newId() {
        return UUID.randomUUID().toString();
    }

    static String hangup(String id) {
        return """
                {"data":{"record_type":"event","event_type":"call.hangup","id":"%s","occurred_at":"2026-03-02T16:00:00.123Z",
                "payload":{"call_control_id":"v3:control","call_session_id":"session-1","to":"+13125550102",
                "hangup_cause":"normal_clearing","note":"Grüße, 日本 \uD83D\uDE80 \\u00e9 \\/"}},"meta":{"attempt":1}}""".formatted(id);
    }

    /** About a call that nobody knows. */
    static String initialization() {
        return "{\"data\":{\"event_type\":\"assistant.initialization\",\"payload\":{}}}";
    }
}
