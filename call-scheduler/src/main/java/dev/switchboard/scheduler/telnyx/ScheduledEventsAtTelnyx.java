package dev.switchboard.scheduler.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.EventJson;
import dev.switchboard.http.HttpAnswer;
import dev.switchboard.http.HttpResult;
import dev.switchboard.scheduler.application.Intent;
import dev.switchboard.scheduler.application.PlacingAnswer;
import dev.switchboard.scheduler.application.PlacingAnswer.Kind;
import dev.switchboard.scheduler.application.ScheduledEvents;
import dev.switchboard.scheduler.application.Sightings;
import dev.switchboard.telnyx.Telnyx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Scheduled events over Telnyx's HTTP API (contract, section 2.1). */
@ApplicationScoped
class ScheduledEventsAtTelnyx implements ScheduledEvents {

    private static final String SMS_CHAT = "sms_chat";
    /** The variable that carries the first message of a text conversation. */
    private static final String TEXT = "text";

    private static final String TIME_FIELD = "scheduled_at_fixed_datetime";

    private final Telnyx telnyx;
    private final Reachability reachability;

    ScheduledEventsAtTelnyx(Telnyx telnyx, Reachability reachability) {
        this.telnyx = telnyx;
        this.reachability = reachability;
    }

    @Override
    public Uni<PlacingAnswer> create(Intent intent) {
        return telnyx.post(intent.account(), path(intent.request().assistantId()), body(intent))
                .invoke(answer -> reachability.note(intent.account(), answer))
                .map(ScheduledEventsAtTelnyx::placingAnswer);
    }

    @Override
    public Uni<Sightings> list(String account, String assistantId, Instant from, Instant to) {
        String query = path(assistantId) + "?from_date=" + encoded(wireTime(from)) + "&to_date=" + encoded(wireTime(to))
                + "&page%5Bsize%5D=" + SightingPages.SIZE + "&page%5Bnumber%5D=";
        return page(account, query, new SightingPages());
    }

    private Uni<Sightings> page(String account, String query, SightingPages pages) {
        return telnyx.get(account, query + pages.next())
                .invoke(answer -> reachability.note(account, answer))
                .map(pages::add)
                .chain(done -> done ? Uni.createFrom().item(pages::result) : page(account, query, pages));
    }

    @Override
    public Uni<Boolean> delete(String account, String assistantId, String scheduledEventId) {
        return telnyx.delete(account, path(assistantId) + "/" + encoded(scheduledEventId))
                .map(answer -> answer.done() || answer.result() == HttpResult.MISSING);
    }

    private static String path(String assistantId) {
        return "/ai/assistants/" + encoded(assistantId) + "/scheduled_events";
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Milliseconds, as Telnyx writes them itself. */
    private static String wireTime(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static ObjectNode body(Intent intent) {
        CallRequested request = intent.request();
        ObjectNode body = EventJson.mapper()
                .createObjectNode()
                .put("telnyx_conversation_channel", request.channel())
                .put("telnyx_end_user_target", request.target().phone())
                .put("telnyx_agent_target", request.from())
                .put(TIME_FIELD, wireTime(intent.scheduledFor()));
        if (request.channel().equals(SMS_CHAT)) {
            body.put("text", request.variables().getOrDefault(TEXT, ""));
        }
        body.putObject("conversation_metadata")
                .put("mission_id", request.missionId().toString())
                .put("mission_run_id", request.runId().toString())
                .put("mission_step_id", request.stepId())
                .put("call_id", request.callId().toString())
                .put("attempt_id", intent.attemptId().toString());
        ObjectNode variables = body.putObject("dynamic_variables");
        request.variables().forEach(variables::put);
        return body;
    }

    private static PlacingAnswer placingAnswer(HttpAnswer answer) {
        Kind kind =
                switch (answer.result()) {
                    case DONE -> Kind.ACCEPTED;
                    case REFUSED -> speaksOfTheTime(answer.body()) ? Kind.TIME_PASSED : Kind.REFUSED;
                    case MISSING -> Kind.REFUSED;
                    case UNAUTHORISED -> Kind.UNAUTHORISED;
                    case THROTTLED -> Kind.THROTTLED;
                    case NOT_SENT -> Kind.NOT_SENT;
                    case UNCLEAR -> Kind.UNCLEAR;
                };
        return new PlacingAnswer(kind, eventId(answer), answer.retryAfter(), answer.reason());
    }

    private static Optional<String> eventId(HttpAnswer answer) {
        return Optional.of(answer.body().path("scheduled_event_id"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    /** Both error shapes name the field, in {@code loc} or in {@code source.pointer}, or else say it in words. */
    private static boolean speaksOfTheTime(JsonNode body) {
        String text = body.toString();
        return text.contains(TIME_FIELD) || text.contains("in the future");
    }
}
