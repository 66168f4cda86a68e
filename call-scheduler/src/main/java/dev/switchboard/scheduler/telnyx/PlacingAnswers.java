package dev.switchboard.scheduler.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.http.HttpAnswer;
import dev.switchboard.scheduler.application.PlacingAnswer;
import dev.switchboard.scheduler.application.PlacingAnswer.Kind;
import dev.switchboard.scheduler.domain.TelnyxIds;
import java.util.Optional;

/** What an answer means for an intent, whichever way it was placed. */
final class PlacingAnswers {

    /** Besides a key without the right it may be one number that is not to be called: the status does not say which. */
    private static final int FORBIDDEN = 403;

    private PlacingAnswers() {}

    /** @param refused what a request means that is wrong or not possible */
    static PlacingAnswer of(HttpAnswer answer, TelnyxIds ids, Kind refused) {
        Kind kind =
                switch (answer.result()) {
                    case DONE -> Kind.ACCEPTED;
                    case REFUSED -> refused;
                    case MISSING -> Kind.REFUSED;
                    case UNAUTHORISED -> answer.status() == FORBIDDEN ? Kind.FORBIDDEN : Kind.UNAUTHORISED;
                    case THROTTLED -> Kind.THROTTLED;
                    case NOT_SENT -> Kind.NOT_SENT;
                    case UNCLEAR -> Kind.UNCLEAR;
                };
        return new PlacingAnswer(kind, ids, answer.retryAfter(), answer.reason());
    }

    static Optional<String> text(JsonNode node, String field) {
        return Optional.of(node.path(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }
}
