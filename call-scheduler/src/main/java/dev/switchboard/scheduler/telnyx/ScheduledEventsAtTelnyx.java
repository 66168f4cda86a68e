package dev.switchboard.scheduler.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.EventJson;
import dev.switchboard.http.HttpAnswer;
import dev.switchboard.http.HttpResult;
import dev.switchboard.scheduler.application.CallEvents;
import dev.switchboard.scheduler.application.Intent;
import dev.switchboard.scheduler.application.PlacingAnswer;
import dev.switchboard.scheduler.application.PlacingAnswer.Kind;
import dev.switchboard.scheduler.application.Sightings;
import dev.switchboard.scheduler.application.WayOfPlacing;
import dev.switchboard.scheduler.domain.Attempt;
import dev.switchboard.scheduler.domain.TelnyxIds;
import dev.switchboard.scheduler.domain.Via;
import dev.switchboard.telnyx.Telnyx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Scheduled events over Telnyx's HTTP API (contract, section 2.1). */
@ApplicationScoped
class ScheduledEventsAtTelnyx implements WayOfPlacing {

    /** Events are created at the intent and scheduled after it; clocks differ a little. */
    private static final Duration AROUND = Duration.ofMinutes(2);

    private static final String TIME_FIELD = "scheduled_at_fixed_datetime";

    private final Telnyx telnyx;
    private final Reachability reachability;

    ScheduledEventsAtTelnyx(Telnyx telnyx, Reachability reachability) {
        this.telnyx = telnyx;
        this.reachability = reachability;
    }

    @Override
    public Set<Via> vias() {
        return Set.of(Via.SCHEDULED_EVENT, Via.TEXT);
    }

    @Override
    public Uni<PlacingAnswer> place(Intent intent) {
        return telnyx.post(intent.account(), path(intent.request().assistantId()), body(intent))
                .invoke(answer -> reachability.note(intent.account(), answer))
                .map(ScheduledEventsAtTelnyx::placingAnswer);
    }

    /** All events of the assistant that were created for, or are scheduled in, the time of these attempts. */
    @Override
    public Uni<Sightings> look(List<Attempt> due) {
        Instant from = due.stream()
                .map(Attempt::intentAt)
                .min(Comparator.naturalOrder())
                .orElseThrow()
                .minus(AROUND);
        Instant to = due.stream()
                .map(Attempt::scheduledFor)
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .plus(AROUND);
        return list(due.get(0).account(), due.get(0).assistantId(), from, to);
    }

    private Uni<Sightings> list(String account, String assistantId, Instant from, Instant to) {
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
    public Uni<Boolean> remove(Attempt attempt, TelnyxIds ids) {
        return ids.scheduledEventId()
                .map(id -> telnyx.delete(attempt.account(), path(attempt.assistantId()) + "/" + encoded(id))
                        .map(answer -> answer.done() || answer.result() == HttpResult.MISSING))
                .orElseGet(() -> Uni.createFrom().item(false));
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
        request.text().ifPresent(text -> body.put("text", text));
        ObjectNode metadata = body.putObject("conversation_metadata");
        CallEvents.conversationMetadata(request, intent.attemptId()).forEach(metadata::put);
        ObjectNode variables = body.putObject("dynamic_variables");
        request.variables().forEach(variables::put);
        return body;
    }

    private static PlacingAnswer placingAnswer(HttpAnswer answer) {
        TelnyxIds ids = TelnyxIds.ofEvent(PlacingAnswers.text(answer.body(), "scheduled_event_id"));
        return PlacingAnswers.of(answer, ids, speaksOfTheTime(answer.body()) ? Kind.TIME_PASSED : Kind.REFUSED);
    }

    /** Both error shapes name the field, in {@code loc} or in {@code source.pointer}, or else say it in words. */
    private static boolean speaksOfTheTime(JsonNode body) {
        String text = body.toString();
        return text.contains(TIME_FIELD) || text.contains("in the future");
    }
}
