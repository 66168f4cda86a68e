package dev.switchboard.launcher.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.events.EventJson;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The mission-service's API, as a person or an agent uses it. */
public final class SwitchboardClient {

    private final Http http;
    private final URI address;
    private final ApiKey key;

    SwitchboardClient(Http http, URI address, ApiKey key) {
        this.http = http;
        this.address = address;
        this.key = key;
    }

    /**
     * Submits a mission file.
     *
     * @param idempotencyKey the same key with the same text gives the same run again
     * @throws MissionRefusedException with all that is wrong with the text
     */
    public Submission submit(String text, String mediaType, String idempotencyKey) {
        HttpResponse<String> answer = http.send(
                "POST",
                address.resolve("/v1/missions"),
                Optional.of(text),
                Map.of(
                        "Authorization", bearer(),
                        "Content-Type", mediaType,
                        "Idempotency-Key", idempotencyKey));
        JsonNode body = json(answer);
        if (answer.statusCode() == 422) {
            throw new MissionRefusedException(problems(body));
        }
        if (answer.statusCode() / 100 != 2) {
            throw new StackFailedException("the mission was not accepted: " + answer.statusCode() + " " + detail(body));
        }
        return new Submission(id(body, "mission_id"), id(body, "run_id"));
    }

    /**
     * What a mission would do.
     *
     * @throws MissionRefusedException with all that is wrong with the text
     */
    public JsonNode preview(String text, String mediaType) {
        HttpResponse<String> answer = http.send(
                "POST",
                address.resolve("/v1/missions?dry_run=true"),
                Optional.of(text),
                Map.of("Authorization", bearer(), "Content-Type", mediaType));
        JsonNode body = json(answer);
        if (answer.statusCode() == 422) {
            throw new MissionRefusedException(problems(body));
        }
        if (answer.statusCode() != 200) {
            throw new StackFailedException("there is no preview: " + answer.statusCode() + " " + detail(body));
        }
        return body;
    }

    /** The results of a run, as far as there are any. */
    public JsonNode results(UUID run) {
        return get("/v1/runs/" + run + "/results");
    }

    /** How a run stands. */
    public JsonNode run(UUID run) {
        return get("/v1/runs/" + run);
    }

    /**
     * How the newest run stands, without how its targets do: cheap, however many there are. Missing if there is no run.
     */
    public JsonNode latestRun() {
        return get("/v1/runs?limit=1").path("data").path(0);
    }

    /** What people were asked in a run, at most 200 of it. */
    public JsonNode approvals(UUID run) {
        return get("/v1/approvals?limit=200&run_id=" + run).path("data");
    }

    /** Whether Telnyx has been told all there is to tell of a run, or will not be. */
    public boolean isMirrored(UUID run) {
        String mirror = run(run).path("provider").path("mirror").asText();
        return mirror.equals("closed") || mirror.equals("given_up");
    }

    private JsonNode get(String path) {
        HttpResponse<String> answer =
                http.send("GET", address.resolve(path), Optional.empty(), Map.of("Authorization", bearer()));
        if (answer.statusCode() != 200) {
            throw new StackFailedException("GET " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return json(answer);
    }

    private String bearer() {
        return "Bearer " + key.token();
    }

    private static List<String> problems(JsonNode body) {
        List<String> lines = new ArrayList<>();
        for (JsonNode error : body.path("errors")) {
            lines.add(error.path("path").asText() + ": " + value(error.path("value")) + " — expected "
                    + error.path("expectation").asText());
        }
        return lines.isEmpty() ? List.of(detail(body)) : lines;
    }

    private static String detail(JsonNode body) {
        return body.path("detail").asText(body.path("title").asText(body.toString()));
    }

    private static String value(JsonNode value) {
        return value.isTextual() ? value.asText() : value.toString();
    }

    private static UUID id(JsonNode body, String field) {
        return UUID.fromString(body.path(field).asText());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return EventJson.mapper().readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new StackFailedException(answer.uri() + ": " + answer.statusCode() + ", not JSON: " + answer.body());
        }
    }
}
