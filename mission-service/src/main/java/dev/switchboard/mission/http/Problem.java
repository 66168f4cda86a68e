package dev.switchboard.mission.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.switchboard.mission.missionfile.Violation;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * What went wrong (RFC 9457).
 *
 * @param type {@code about:blank}: the title is the status in words
 * @param detail for a person: what to do about it
 * @param errors everything that is wrong with a mission file
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, List<Error> errors) {

    static final String MEDIA_TYPE = "application/problem+json";

    /** One thing wrong with a mission file: where, what was found, what was expected. */
    public record Error(String path, String value, String expectation) {}

    static Problem of(int status, String detail) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return new Problem(
                "about:blank", known == null ? title(status) : known.getReasonPhrase(), status, detail, List.of());
    }

    private static String title(int status) {
        return status == 422 ? "Unprocessable Content" : "HTTP " + status;
    }

    static Problem invalidMission(List<Violation> violations) {
        Problem bare = of(
                422,
                violations.size() == 1
                        ? "the mission file has 1 error; nothing was stored"
                        : "the mission file has " + violations.size() + " errors; nothing was stored");
        return new Problem(
                bare.type(),
                bare.title(),
                bare.status(),
                bare.detail(),
                violations.stream()
                        .map(violation -> new Error(violation.path(), violation.value(), violation.expectation()))
                        .toList());
    }

    Response response() {
        return Response.status(status)
                .type(MediaType.valueOf(MEDIA_TYPE))
                .entity(this)
                .build();
    }
}
