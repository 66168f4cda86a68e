package dev.switchboard.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.simulator.state.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a request is answered with; {@code body} is null for an empty one. */
record Answer(int status, JsonNode body, Map<String, String> headers) {

    static Answer of(int status, JsonNode body) {
        return new Answer(status, body, Map.of());
    }

    static Answer ok(JsonNode body) {
        return of(200, body);
    }

    static Answer empty(int status) {
        return of(status, null);
    }

    /** {@code {"data":…}}. */
    static Answer data(int status, JsonNode data) {
        return of(status, Json.object().set("data", data));
    }

    static Answer data(JsonNode data) {
        return data(200, data);
    }

    Answer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, body, all);
    }
}
