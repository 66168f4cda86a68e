package dev.switchboard.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.state.Json;
import java.util.Map;

/** The two shapes of errors (contract, section 0). */
final class Problems {

    private Problems() {}

    /** {@code {"errors":[…]}}; the pointer may be null. */
    static Answer errors(int status, String code, String title, String detail, String pointer) {
        ObjectNode error = Json.object().put("code", code).put("title", title).put("detail", detail);
        if (pointer != null) {
            error.putObject("source").put("pointer", pointer);
        }
        error.putObject("meta").put("url", "https://developers.telnyx.com/docs/overview/errors/" + code);
        ObjectNode body = Json.object();
        body.putArray("errors").add(error);
        return Answer.of(status, body);
    }

    static Refused notFound(String what) {
        return new Refused(
                errors(404, "10005", "Resource not found", "The requested " + what + " could not be found.", null));
    }

    static Answer noSuchRoute() {
        return errors(404, "10005", "Resource not found", "The requested resource or URL could not be found.", null);
    }

    static Answer unauthorized() {
        return errors(
                401,
                "10009",
                "Authentication failed",
                "The required authentication headers were either invalid or not included in the request.",
                null);
    }

    static Answer serverFault() {
        return errors(500, "10007", "Unexpected error", "An unexpected error occurred.", null);
    }

    static Answer tooManyRequests() {
        return errors(
                        429,
                        "10011",
                        "Too many requests",
                        "You have exceeded the maximum number of allowed requests.",
                        null)
                .with(Map.of(
                        "retry-after", "1",
                        "x-ratelimit-limit", "100",
                        "x-ratelimit-remaining", "0",
                        "x-ratelimit-reset", "1"));
    }

    /** A rule of the request is broken (400). */
    static Refused badRequest(String detail, String pointer) {
        return new Refused(errors(400, "10015", "Bad Request", detail, pointer));
    }

    /** A call-control refusal (422). */
    static Refused unprocessable(String code, String title, String detail, String pointer) {
        return new Refused(errors(422, code, title, detail, pointer));
    }

    /** What validation found, as the families outside {@code /ai} word it. */
    static Answer inErrorsShape(Answer answer) {
        if (answer.status() != 422 || !answer.body().path("detail").isArray()) {
            return answer;
        }
        JsonNode first = answer.body().get("detail").get(0);
        String field = first.path("loc").path(first.path("loc").size() - 1).asText();
        ObjectNode body = Json.object();
        ObjectNode error = body.putArray("errors").addObject();
        error.put("code", "10015")
                .put("title", "Invalid parameter")
                .put("detail", first.path("msg").asText());
        boolean inQuery = first.path("loc").path(0).asText().equals("query");
        error.putObject("source").put(inQuery ? "parameter" : "pointer", inQuery ? field : "/" + field);
        error.putObject("meta").put("url", "https://developers.telnyx.com/docs/overview/errors/10015");
        return Answer.of(422, body);
    }

    /** One finding in FastAPI's shape. */
    static ObjectNode finding(String type, String message, String... location) {
        ObjectNode finding = Json.object();
        ArrayNode loc = finding.putArray("loc");
        for (String part : location) {
            if (part.matches("\\d+")) {
                loc.add(Integer.parseInt(part));
            } else {
                loc.add(part);
            }
        }
        return finding.put("msg", message).put("type", type);
    }

    /** {@code {"detail":[…]}}, 422. */
    static Refused invalid(ArrayNode findings) {
        ObjectNode body = Json.object();
        body.set("detail", findings);
        return new Refused(Answer.of(422, body));
    }

    static Refused invalid(ObjectNode finding) {
        return invalid(Json.array().add(finding));
    }
}
