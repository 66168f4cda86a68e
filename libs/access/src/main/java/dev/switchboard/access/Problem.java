package dev.switchboard.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * What went wrong (RFC 9457).
 *
 * @param type {@code about:blank}: the title is the status in words
 * @param detail for a person: what to do about it
 * @param errors everything that is wrong with the request's body
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, List<Error> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** One thing wrong: where, what was found, what was expected. */
    public record Error(String path, String value, String expectation) {}

    /** A document about that status. */
    public static Problem of(int status, String detail) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return new Problem(
                "about:blank", known == null ? title(status) : known.getReasonPhrase(), status, detail, List.of());
    }

    private static String title(int status) {
        return status == 422 ? "Unprocessable Content" : "HTTP " + status;
    }

    /** A request that was understood and breaks rules: each of them is named, and nothing was stored. */
    public static Problem invalid(String detail, List<Error> errors) {
        Problem bare = of(422, detail);
        return new Problem(bare.type(), bare.title(), bare.status(), bare.detail(), errors);
    }

    /** The document as an answer. */
    public Response response() {
        return Response.status(status)
                .type(MediaType.valueOf(MEDIA_TYPE))
                .entity(this)
                .build();
    }
}
