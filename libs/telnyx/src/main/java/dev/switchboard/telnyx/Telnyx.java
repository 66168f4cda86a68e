package dev.switchboard.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.switchboard.http.HttpAnswer;
import dev.switchboard.http.HttpResult;
import dev.switchboard.http.OutboundHttp;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * The Telnyx API (contract, section 0): bearer key of the account, JSON in and out. Never repeats a request by itself,
 * because creations there are not idempotent; see {@link HttpResult} for what a caller may do.
 */
@ApplicationScoped
public class Telnyx {

    private final TelnyxAccounts accounts;
    private final OutboundHttp http;

    public Telnyx(Vertx vertx, TelnyxAccounts accounts) {
        this.accounts = accounts;
        this.http = new OutboundHttp(vertx, accounts.timeout(), accounts.connections());
    }

    /** {@code path} begins with a slash and carries its query, encoded. */
    public Uni<HttpAnswer> get(String account, String path) {
        return send(account, HttpMethod.GET, path, Optional.empty());
    }

    public Uni<HttpAnswer> post(String account, String path, JsonNode body) {
        return send(account, HttpMethod.POST, path, Optional.of(body));
    }

    /** A POST that carries nothing, such as an assignment. */
    public Uni<HttpAnswer> post(String account, String path) {
        return send(account, HttpMethod.POST, path, Optional.empty());
    }

    public Uni<HttpAnswer> put(String account, String path, JsonNode body) {
        return send(account, HttpMethod.PUT, path, Optional.of(body));
    }

    public Uni<HttpAnswer> patch(String account, String path, JsonNode body) {
        return send(account, HttpMethod.PATCH, path, Optional.of(body));
    }

    public Uni<HttpAnswer> delete(String account, String path) {
        return send(account, HttpMethod.DELETE, path, Optional.empty());
    }

    private Uni<HttpAnswer> send(String account, HttpMethod method, String path, Optional<JsonNode> body) {
        String key = accounts.keys().get(account);
        if (key == null || key.isBlank()) {
            return Uni.createFrom().item(noKey(account));
        }
        return http.send(method, accounts.url() + path, Optional.of(key), body);
    }

    private static HttpAnswer noKey(String account) {
        return new HttpAnswer(
                HttpResult.UNAUTHORISED,
                0,
                MissingNode.getInstance(),
                Optional.empty(),
                "account '" + account + "' has no Telnyx key: set switchboard.telnyx.keys." + account);
    }
}
