package dev.switchboard.scheduler.telnyx;

import static dev.switchboard.scheduler.telnyx.PlacingAnswers.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.calling.Recipients;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.EventJson;
import dev.switchboard.http.HttpAnswer;
import dev.switchboard.http.HttpResult;
import dev.switchboard.scheduler.application.Intent;
import dev.switchboard.scheduler.application.PlacingAnswer;
import dev.switchboard.scheduler.application.PlacingAnswer.Kind;
import dev.switchboard.scheduler.application.RequestedCall;
import dev.switchboard.scheduler.application.Sightings;
import dev.switchboard.scheduler.application.WayOfPlacing;
import dev.switchboard.scheduler.config.AccountSettings;
import dev.switchboard.scheduler.domain.Attempt;
import dev.switchboard.scheduler.domain.MachineRule;
import dev.switchboard.scheduler.domain.TelnyxIds;
import dev.switchboard.scheduler.domain.Via;
import dev.switchboard.telnyx.Telnyx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * AI calls of the assistant's own TeXML application (contract, section 4.3). The request carries no id of ours that Telnyx
 * would show again: a call whose answer was lost is known by the two numbers in its callbacks, and is only given up once
 * no call of that application can be it.
 */
@ApplicationScoped
class TexmlCallsAtTelnyx implements WayOfPlacing {

    private static final String EVENTS = "initiated ringing answered completed no-answer busy canceled failed";

    /** The longest that an assistant's call lasts unless it is set up otherwise, with the ringing before it. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(32);

    private record Assistant(String account, String id) {}

    private final Telnyx telnyx;
    private final CallsAtTelnyx calls;
    private final Reachability reachability;
    private final AccountSettings accounts;
    private final MissionClock clock;
    /** An assistant keeps its application for life. */
    private final Map<Assistant, String> applications = new ConcurrentHashMap<>();

    TexmlCallsAtTelnyx(
            Telnyx telnyx,
            CallsAtTelnyx calls,
            Reachability reachability,
            AccountSettings accounts,
            MissionClock clock) {
        this.telnyx = telnyx;
        this.calls = calls;
        this.reachability = reachability;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    public Set<Via> vias() {
        return Set.of(Via.TEXML);
    }

    @Override
    public Uni<PlacingAnswer> place(Intent intent) {
        Assistant assistant = new Assistant(intent.account(), intent.request().assistantId());
        String known = applications.get(assistant);
        return known == null
                ? ask(assistant).chain(answer -> placeWith(intent, assistant, answer))
                : place(intent, known);
    }

    /** As long as it is not known where to, nothing has left: even a lost answer is a certain one then. */
    private Uni<PlacingAnswer> placeWith(Intent intent, Assistant assistant, HttpAnswer answer) {
        if (answer.result() == HttpResult.UNCLEAR) {
            return Uni.createFrom()
                    .item(new PlacingAnswer(Kind.NOT_SENT, TelnyxIds.NONE, answer.retryAfter(), answer.reason()));
        }
        if (!answer.done()) {
            return Uni.createFrom().item(PlacingAnswers.of(answer, TelnyxIds.NONE, Kind.REFUSED));
        }
        return application(answer)
                .map(application -> {
                    applications.put(assistant, application);
                    return place(intent, application);
                })
                .orElseGet(() -> Uni.createFrom()
                        .item(PlacingAnswer.impossible(
                                "assistant '" + assistant.id() + "' has no TeXML application at Telnyx")));
    }

    private Uni<HttpAnswer> ask(Assistant assistant) {
        return telnyx.get(assistant.account(), "/ai/assistants/" + encoded(assistant.id()))
                .invoke(answer -> reachability.note(assistant.account(), answer));
    }

    private static Optional<String> application(HttpAnswer answer) {
        return text(answer.body().path("telephony_settings"), "default_texml_app_id")
                .filter(id -> !id.isBlank());
    }

    private Uni<PlacingAnswer> place(Intent intent, String application) {
        return telnyx.post(intent.account(), "/texml/ai_calls/" + encoded(application), body(intent.request()))
                .invoke(answer -> reachability.note(intent.account(), answer))
                .map(answer -> PlacingAnswers.of(
                        answer, TelnyxIds.ofCall(text(answer.body(), "call_sid"), Optional.empty()), Kind.REFUSED));
    }

    private ObjectNode body(CallRequested request) {
        ObjectNode body = EventJson.mapper()
                .createObjectNode()
                .put("From", request.from())
                .put("To", request.target().phone())
                .put("AIAssistantId", request.assistantId());
        ObjectNode variables = body.putObject("AIAssistantDynamicVariables");
        request.variables().forEach(variables::put);
        Optional<String> callbacks = settings(request.account()).webhookUrl();
        callbacks.ifPresent(url -> body.put("StatusCallback", url)
                .put("StatusCallbackMethod", "POST")
                .put("StatusCallbackEvent", EVENTS)
                .put("ConversationCallback", url));
        if (listens(request)) {
            boolean premium = settings(request.account()).detection() == AccountSettings.Detection.PREMIUM;
            body.put("MachineDetection", "Enable")
                    .put("AsyncAmd", true)
                    .put("DetectionMode", premium ? "Premium" : "Regular");
            callbacks.ifPresent(url -> body.put("AsyncAmdStatusCallback", url));
        }
        return body;
    }

    /** What follows from a machine is set at the assistant, which was made by the mission's rule. */
    private static boolean listens(CallRequested request) {
        Recipients recipients = Recipients.of(request.recipients()).orElse(Recipients.SERVICE);
        return recipients.machineIsAnOutcome()
                || RequestedCall.machineRule(request, recipients) != MachineRule.CONTINUE;
    }

    private AccountSettings.Limits settings(String account) {
        return accounts.byName().get(account);
    }

    @Override
    public Uni<Sightings> look(List<Attempt> due) {
        Uni<Sightings> seen = Uni.createFrom().item(Sightings.complete(List.of()));
        for (Attempt attempt : due) {
            seen = seen.chain(before -> look(attempt).map(before::and));
        }
        return seen;
    }

    private Uni<Sightings> look(Attempt attempt) {
        return attempt.telnyx()
                .callControlId()
                .map(id -> calls.look(attempt, id))
                .orElseGet(() -> lookForUnknown(attempt));
    }

    /** Without its id it cannot be told from other calls: it is certainly not there if none is, or none can be it. */
    private Uni<Sightings> lookForUnknown(Attempt attempt) {
        if (attempt.intentAt().plus(LONGEST_CALL).isBefore(clock.instant())) {
            return Uni.createFrom().item(Sightings.complete(List.of()));
        }
        Assistant assistant = new Assistant(attempt.account(), attempt.assistantId());
        return ask(assistant)
                .chain(answer -> application(answer)
                        .map(application ->
                                telnyx.get(attempt.account(), "/connections/" + encoded(application) + "/active_calls"))
                        .orElseGet(() -> Uni.createFrom().item(answer)))
                .map(TexmlCallsAtTelnyx::quiet);
    }

    private static Sightings quiet(HttpAnswer answer) {
        JsonNode calls = answer.body().path("data");
        if (!answer.done() || !calls.isArray()) {
            return Sightings.unanswered(answer);
        }
        return calls.isEmpty()
                ? Sightings.complete(List.of())
                : Sightings.incomplete(List.of(), Optional.empty(), "a call of the application may be it");
    }

    @Override
    public Uni<Boolean> remove(Attempt attempt, TelnyxIds ids) {
        return ids.callControlId()
                .map(id -> calls.hangUp(attempt, id, EventJson.mapper().createObjectNode()))
                .orElseGet(() -> Uni.createFrom().item(false));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
