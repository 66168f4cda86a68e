package dev.switchboard.mission.http;

import dev.switchboard.access.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets a client say in the query what it may say in the Accept header, too: {@code ?format=csv}. */
class ResultFormat {

    static final String PARAMETER = "format";
    static final String CSV = "text/csv";

    @ServerRequestFilter(preMatching = true)
    Optional<Response> filter(ContainerRequestContext request) {
        String format = request.getUriInfo().getQueryParameters().getFirst(PARAMETER);
        if (format == null || !request.getUriInfo().getPath().endsWith("/results")) {
            return Optional.empty();
        }
        return switch (format) {
            case "json" -> accept(request, MediaType.APPLICATION_JSON);
            case "csv" -> accept(request, CSV);
            default ->
                Optional.of(Problem.of(400, "format '" + format + "': expected json or csv")
                        .response());
        };
    }

    private static Optional<Response> accept(ContainerRequestContext request, String mediaType) {
        request.getHeaders().putSingle(HttpHeaders.ACCEPT, mediaType);
        return Optional.empty();
    }
}
