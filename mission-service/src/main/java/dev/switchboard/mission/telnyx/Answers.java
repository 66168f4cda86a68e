package dev.switchboard.mission.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.switchboard.http.HttpAnswer;
import dev.switchboard.http.HttpResult;
import dev.switchboard.mission.application.ProviderAway;
import dev.switchboard.mission.application.ProviderRefusal;
import dev.switchboard.telnyx.Telnyx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks Telnyx and turns what is not an answer into a refusal or an absence; remembers whether Telnyx can be reached. */
@ApplicationScoped
class Answers {

    private static final String DATA = "data";

    private final Telnyx telnyx;
    private final Reachability reachability;

    Answers(Telnyx telnyx, Reachability reachability) {
        this.telnyx = telnyx;
        this.reachability = reachability;
    }

    Uni<JsonNode> get(String account, String path) {
        return telnyx.get(account, path).map(answer -> body(answer, "GET " + withoutQuery(path)));
    }

    /** Empty if there is no such thing. */
    Uni<Optional<JsonNode>> find(String account, String path) {
        return telnyx.get(account, path).map(answer -> found(answer, "GET " + withoutQuery(path)));
    }

    Uni<JsonNode> post(String account, String path, JsonNode body) {
        return telnyx.post(account, path, body).map(answer -> body(answer, "POST " + path));
    }

    Uni<JsonNode> post(String account, String path) {
        return telnyx.post(account, path).map(answer -> body(answer, "POST " + path));
    }

    Uni<JsonNode> patch(String account, String path, JsonNode body) {
        return telnyx.patch(account, path, body).map(answer -> body(answer, "PATCH " + path));
    }

    /** Done as well if there is no such thing any more. */
    Uni<JsonNode> delete(String account, String path) {
        return telnyx.delete(account, path)
                .map(answer -> found(answer, "DELETE " + path).orElseGet(MissingNode::getInstance));
    }

    /** Every item of a list that comes in pages (contract, section 0). */
    Uni<List<JsonNode>> all(String account, String path, int pageSize) {
        return pages(new Pages(account, path, pageSize), 1, new ArrayList<>());
    }

    private record Pages(String account, String path, int size) {

        String page(int number) {
            return path + (path.contains("?") ? "&" : "?") + "page%5Bsize%5D=" + size + "&page%5Bnumber%5D=" + number;
        }
    }

    private Uni<List<JsonNode>> pages(Pages pages, int number, List<JsonNode> soFar) {
        return get(pages.account(), pages.page(number)).chain(page -> {
            page.path(DATA).forEach(soFar::add);
            return number < page.path("meta").path("total_pages").asInt(1)
                            && !page.path(DATA).isEmpty()
                    ? pages(pages, number + 1, soFar)
                    : Uni.createFrom().item(soFar);
        });
    }

    private Optional<JsonNode> found(HttpAnswer answer, String what) {
        return answer.result() == HttpResult.MISSING ? Optional.empty() : Optional.of(body(answer, what));
    }

    private JsonNode body(HttpAnswer answer, String what) {
        reachability.heard(answer);
        if (answer.done()) {
            return answer.body() == null ? MissingNode.getInstance() : answer.body();
        }
        String reason = what + ": " + answer.reason();
        if (answer.result().passing()) {
            throw new ProviderAway(reason, answer.retryAfter());
        }
        throw new ProviderRefusal("Telnyx refuses " + reason);
    }

    private static String withoutQuery(String path) {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }
}
