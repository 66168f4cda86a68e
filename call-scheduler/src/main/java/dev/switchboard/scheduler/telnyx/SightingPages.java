package dev.switchboard.scheduler.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.calling.Outcome;
import dev.switchboard.http.HttpAnswer;
import dev.switchboard.http.HttpResult;
import dev.switchboard.scheduler.application.Sighting;
import dev.switchboard.scheduler.application.Sighting.Stage;
import dev.switchboard.scheduler.application.Sightings;
import dev.switchboard.scheduler.domain.TelnyxIds;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Collects the pages of a list. The result is complete only if every page was answered and the list did not change its
 * length while it was turned: events may have slipped from one page to another otherwise.
 */
final class SightingPages {

    static final int SIZE = 100;

    /** More than this is not looked through; the range asked for is too wide. */
    private static final int PAGES_AT_MOST = 200;

    private static final Map<String, Outcome> FINAL_CALL_STATUS = Map.of(
            "completed", Outcome.COMPLETED,
            "busy", Outcome.BUSY,
            "no-answer", Outcome.NO_ANSWER,
            "canceled", Outcome.CANCELED,
            "failed", Outcome.FAILED);

    private final List<Sighting> events = new ArrayList<>();
    private int pages;
    private long expected = -1;
    private String problem = "";
    private boolean gone;
    private Optional<Duration> retryAfter = Optional.empty();

    /** The number of the page to ask for. */
    int next() {
        return pages + 1;
    }

    /** Takes the answer to the next page; true if there is nothing more to ask for. */
    boolean add(HttpAnswer answer) {
        pages++;
        if (!answer.done() || !answer.body().path("data").isArray()) {
            problem = answer.done() ? "the answer is not a list" : answer.reason();
            retryAfter = answer.retryAfter();
            gone = answer.result() == HttpResult.MISSING;
            return true;
        }
        JsonNode data = answer.body().path("data");
        data.forEach(event -> events.add(sighting(event)));
        JsonNode meta = answer.body().path("meta");
        long total = meta.path("total_results").asLong(events.size());
        if (expected >= 0 && expected != total) {
            problem = "the list changed while it was read";
            return true;
        }
        expected = total;
        if (pages >= meta.path("total_pages").asInt(1) || data.isEmpty()) {
            problem = events.size() == total ? "" : "the list has " + events.size() + " of " + total + " events";
            return true;
        }
        if (pages >= PAGES_AT_MOST) {
            problem = "the list has more than " + PAGES_AT_MOST + " pages";
            return true;
        }
        return false;
    }

    /** What was seen is true even if the list is not complete; only what was not seen proves nothing then. */
    Sightings result() {
        if (gone) {
            return Sightings.nowhere(problem);
        }
        return problem.isEmpty() ? Sightings.complete(events) : Sightings.incomplete(events, retryAfter, problem);
    }

    private static Sighting sighting(JsonNode event) {
        JsonNode attempts = event.path("call_attempts");
        JsonNode last = attempts.path(Math.max(0, attempts.size() - 1));
        String status = event.path("status").asText("");
        String callStatus =
                text(event, "call_status").or(() -> text(last, "call_status")).orElse("");
        Optional<Outcome> outcome = outcome(status, callStatus);
        return new Sighting(
                new TelnyxIds(
                        text(event, "scheduled_event_id"),
                        text(last, "telnyx_call_control_id"),
                        Optional.empty(),
                        text(event, "conversation_id")),
                text(event.path("conversation_metadata"), "attempt_id").flatMap(SightingPages::uuid),
                outcome.isPresent() ? Stage.FINAL : status.equals("pending") ? Stage.PENDING : Stage.UNDER_WAY,
                text(event, "dispatched_at")
                        .or(() -> text(last, "attempted_at"))
                        .flatMap(SightingPages::instant),
                outcome,
                Optional.of(event.path("call_duration"))
                        .filter(JsonNode::isNumber)
                        .map(JsonNode::asInt));
    }

    /** A pending event has no outcome, whatever its last call was; a finished one has one even if it does not say which. */
    private static Optional<Outcome> outcome(String status, String callStatus) {
        Optional<Outcome> reported = Optional.ofNullable(FINAL_CALL_STATUS.get(callStatus));
        return switch (status) {
            case "pending" -> Optional.empty();
            case "completed" -> Optional.of(reported.orElse(Outcome.COMPLETED));
            case "failed" -> Optional.of(reported.orElse(Outcome.FAILED));
            default -> reported;
        };
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.of(node.path(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
