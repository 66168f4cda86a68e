package dev.switchboard.scheduler.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.EventJson;
import jakarta.ws.rs.BadRequestException;
import java.io.IOException;

/** A request's body that must be a JSON object. */
final class JsonBody {

    private JsonBody() {}

    /** @throws BadRequestException if it is anything else; no body counts as an empty object */
    static ObjectNode read(byte[] body) {
        if (body == null || body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            JsonNode read = EventJson.mapper().readTree(body);
            if (read instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw new BadRequestException("the body is not JSON: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("not readable"));
        }
        throw new BadRequestException("the body: expected a JSON object");
    }
}
