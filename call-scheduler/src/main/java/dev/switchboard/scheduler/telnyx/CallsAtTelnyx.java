package dev.switchboard.scheduler.telnyx;

import static dev.switchboard.scheduler.telnyx.PlacingAnswers.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.calling.Outcome;
import dev.switchboard.http.HttpAnswer;
import dev.switchboard.http.HttpResult;
import dev.switchboard.scheduler.application.Sighting;
import dev.switchboard.scheduler.application.Sighting.Stage;
import dev.switchboard.scheduler.application.Sightings;
import dev.switchboard.scheduler.domain.Attempt;
import dev.switchboard.scheduler.domain.TelnyxIds;
import dev.switchboard.telnyx.Telnyx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Single calls over Telnyx's HTTP API (contract, sections 4.1 and 4.2), however they were placed. */
@ApplicationScoped
class CallsAtTelnyx {

    /** The call is over. */
    static final String ENDED = "90018";
    /** There is no such call. */
    static final String NO_SUCH_CALL = "90015";
    /** An assistant talks already. */
    static final String TALKS = "90061";

    private final Telnyx telnyx;

    CallsAtTelnyx(Telnyx telnyx) {
        this.telnyx = telnyx;
    }

    Uni<HttpAnswer> act(String account, String callControlId, String action, ObjectNode body) {
        return telnyx.post(account, path(callControlId) + "/actions/" + action, body);
    }

    /** True if the call is certainly over. */
    Uni<Boolean> hangUp(Attempt attempt, String callControlId, ObjectNode body) {
        return act(attempt.account(), callControlId, "hangup", body)
                .map(answer -> answer.done()
                        || answer.result() == HttpResult.MISSING
                        || says(answer, ENDED)
                        || says(answer, NO_SUCH_CALL));
    }

    /** What Telnyx says of one call whose id is known. */
    Uni<Sightings> look(Attempt attempt, String callControlId) {
        return telnyx.get(attempt.account(), path(callControlId)).map(answer -> seen(attempt, answer));
    }

    private static Sightings seen(Attempt attempt, HttpAnswer answer) {
        if (answer.done()) {
            return Sightings.complete(List.of(sighting(attempt, answer.body().path("data"))));
        }
        boolean absent = answer.result() == HttpResult.MISSING || says(answer, NO_SUCH_CALL);
        return absent
                ? Sightings.complete(List.of())
                : Sightings.incomplete(List.of(), answer.retryAfter(), answer.reason());
    }

    /**
     * A call that is over tells how long it was talked, and no more (contract, section 4.1): one that was never talked on
     * failed, for whatever reason.
     */
    private static Sighting sighting(Attempt attempt, JsonNode call) {
        boolean alive = call.path("is_alive").asBoolean();
        int secs = call.path("call_duration").asInt(0);
        boolean answered = secs > 0 || attempt.progress().answeredAt().isPresent();
        return new Sighting(
                TelnyxIds.ofCall(text(call, "call_control_id"), text(call, "call_session_id")),
                Optional.of(attempt.id()),
                alive ? Stage.UNDER_WAY : Stage.FINAL,
                text(call, "start_time").flatMap(SightingPages::instant),
                alive ? Optional.empty() : Optional.of(answered ? Outcome.COMPLETED : Outcome.FAILED),
                alive ? Optional.empty() : Optional.of(secs));
    }

    /** One of a list of live calls. */
    static Sighting live(JsonNode call, Optional<UUID> attemptId) {
        return new Sighting(
                TelnyxIds.ofCall(text(call, "call_control_id"), text(call, "call_session_id")),
                attemptId,
                Stage.UNDER_WAY,
                Optional.<Instant>empty(),
                Optional.empty(),
                Optional.empty());
    }

    static boolean says(HttpAnswer answer, String code) {
        for (JsonNode error : answer.body().path("errors")) {
            if (code.equals(error.path("code").asText())) {
                return true;
            }
        }
        return false;
    }

    private static String path(String callControlId) {
        return "/calls/" + URLEncoder.encode(callControlId, StandardCharsets.UTF_8);
    }
}
