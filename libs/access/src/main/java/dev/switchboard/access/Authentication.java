package dev.switchboard.access;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets nobody at {@code /v1} without a key, and lets a viewer only read. */
public class Authentication {

    private static final String BEARER = "bearer ";
    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final RecogniseKey recognise;
    private final Caller caller;

    Authentication(RecogniseKey recognise, Caller caller) {
        this.recognise = recognise;
        this.caller = caller;
    }

    /** Refuses the request, or lets it pass and notes whose it is. */
    @ServerRequestFilter(preMatching = true)
    public Uni<Response> filter(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (!path.equals("/v1") && !path.startsWith("/v1/")) {
            return Uni.createFrom().nullItem();
        }
        Optional<String> token = token(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        return token.map(recognise::of)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(key -> verdict(request.getMethod(), token.isPresent(), key));
    }

    private static Optional<String> token(String header) {
        return Optional.ofNullable(header)
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip())
                .filter(token -> !token.isEmpty());
    }

    /** Null lets the request pass. */
    private Response verdict(String method, boolean given, Optional<ApiKey> key) {
        if (key.isEmpty()) {
            return Response.fromResponse(Problem.of(
                                    401,
                                    given ? "this key is not known" : "a key is needed: Authorization: Bearer <key>")
                            .response())
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                    .build();
        }
        if (!key.get().role().mayChange() && !READING.contains(method)) {
            return Problem.of(403, "a key of role viewer only reads").response();
        }
        caller.is(key.get());
        return null;
    }
}
