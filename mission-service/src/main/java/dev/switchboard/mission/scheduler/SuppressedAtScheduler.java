package dev.switchboard.mission.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.http.HttpAnswer;
import dev.switchboard.http.OutboundHttp;
import dev.switchboard.mission.application.Suppressed;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The suppression list, read page by page through call-scheduler's API in the client's own name. */
@ApplicationScoped
class SuppressedAtScheduler implements Suppressed {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int PAGE = 500;
    private static final String BEARER = "Bearer ";

    private final OutboundHttp http;
    private final Optional<String> url;

    SuppressedAtScheduler(Vertx vertx, @ConfigProperty(name = "switchboard.scheduler.url") Optional<String> url) {
        this.http = new OutboundHttp(vertx, PATIENCE, 2);
        this.url = url.filter(text -> !text.isBlank());
    }

    @Override
    public Uni<Optional<Set<String>>> among(String authorization, Collection<String> phones) {
        return url.map(base -> page(
                        base,
                        authorization.substring(BEARER.length()).strip(),
                        "",
                        new HashSet<>(phones),
                        new HashSet<>()))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<Set<String>>> page(
            String base, String token, String after, Set<String> phones, Set<String> found) {
        String path = base + "/v1/suppressions?limit=" + PAGE
                + (after.isEmpty() ? "" : "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8));
        return http.send(HttpMethod.GET, path, Optional.of(token), Optional.empty())
                .chain(answer -> take(base, token, answer, phones, found));
    }

    private Uni<Optional<Set<String>>> take(
            String base, String token, HttpAnswer answer, Set<String> phones, Set<String> found) {
        if (!answer.done()) {
            return Uni.createFrom().item(Optional.empty());
        }
        for (JsonNode entry : answer.body().path("data")) {
            if (phones.contains(entry.path("phone").asText())) {
                found.add(entry.path("phone").asText());
            }
        }
        String next = answer.body().path("next").asText("");
        return next.isEmpty() ? Uni.createFrom().item(Optional.of(found)) : page(base, token, next, phones, found);
    }
}
