package dev.switchboard.insight.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.http.HttpAnswer;
import dev.switchboard.insight.application.TemplatesAtTelnyx;
import dev.switchboard.telnyx.Telnyx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** {@code GET /ai/conversations/insights/ID} (contract, section 3). */
@ApplicationScoped
class TemplateRequests implements TemplatesAtTelnyx {

    private final Telnyx telnyx;
    private final Vertx vertx;

    TemplateRequests(Telnyx telnyx, Vertx vertx) {
        this.telnyx = telnyx;
        this.vertx = vertx;
    }

    @Override
    public Uni<Answer> fetch(String account, String templateId) {
        return telnyx.get(
                        account, "/ai/conversations/insights/" + URLEncoder.encode(templateId, StandardCharsets.UTF_8))
                .chain(answer -> understand(templateId, answer));
    }

    private Uni<Answer> understand(String templateId, HttpAnswer answer) {
        return switch (answer.result()) {
            case DONE -> compile(templateId, answer.body());
            case MISSING, REFUSED ->
                Uni.createFrom()
                        .item(Answer.unusable(
                                "insight template " + templateId + " cannot be read at Telnyx: " + answer.reason()));
            case UNAUTHORISED, THROTTLED, NOT_SENT, UNCLEAR ->
                Uni.createFrom().item(Answer.notNow(answer.retryAfter(), answer.reason()));
        };
    }

    /** Away from the event loop: a schema is compiled once, but may be large. */
    private Uni<Answer> compile(String templateId, JsonNode body) {
        JsonNode template = body.has("data") ? body.path("data") : body;
        return vertx.executeBlocking(
                () -> Answer.found(JsonSchemaTemplate.compile(templateId, template.path("json_schema"))), false);
    }
}
