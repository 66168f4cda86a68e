package dev.switchboard.access;

import io.vertx.pgclient.PgException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure becomes a problem document; a stack trace or a page of HTML never leaves the service. */
public class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    /** character_not_in_repertoire, untranslatable_character. */
    private static final Set<String> NOT_KEPT = Set.of("22021", "22P05");

    /** A path that nothing answers, and an id that is not there. */
    @Provider
    public static class NotFound implements ExceptionMapper<NotFoundException> {

        @Override
        public Response toResponse(NotFoundException failure) {
            return Problem.of(404, detail(failure)).response();
        }
    }

    /** What we, or the framework, refuse. */
    @ServerExceptionMapper
    public Response refused(WebApplicationException failure) {
        Response original = failure.getResponse();
        if (original.getStatus() >= 500) {
            return failed(failure);
        }
        Response problem = Problem.of(original.getStatus(), detail(failure)).response();
        String allowed = original.getHeaderString(HttpHeaders.ALLOW);
        return allowed == null
                ? problem
                : Response.fromResponse(problem)
                        .header(HttpHeaders.ALLOW, allowed)
                        .build();
    }

    /** A text that PostgreSQL cannot keep is the sender's fault; anything else should not have happened. */
    @ServerExceptionMapper
    public Response failed(Throwable failure) {
        if (isTextThatCannotBeKept(failure)) {
            return Problem.invalid(
                            "nothing was changed",
                            List.of(new Problem.Error("$", "", "text without the character U+0000")))
                    .response();
        }
        LOG.error("request failed", failure);
        return Problem.of(500, "this is our fault and was logged; trying again later may help")
                .response();
    }

    private static boolean isTextThatCannotBeKept(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof PgException sql && NOT_KEPT.contains(sql.getSqlState()));
    }

    private static String detail(WebApplicationException failure) {
        return switch (failure.getResponse().getStatus()) {
            case 404 -> isOurs(failure) ? failure.getMessage() : "there is nothing at this path";
            case 405 -> "this path does not have this method";
            case 406 -> "this path cannot answer in a media type that the Accept header asks for";
            case 415 -> "this path does not read this Content-Type";
            default -> failure.getMessage();
        };
    }

    /** Frameworks say "HTTP 404 Not Found"; ours say what is missing. */
    private static boolean isOurs(WebApplicationException failure) {
        return failure.getMessage() != null && !failure.getMessage().startsWith("HTTP ");
    }
}
