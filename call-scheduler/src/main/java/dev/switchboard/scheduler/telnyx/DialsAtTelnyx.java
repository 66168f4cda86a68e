package dev.switchboard.scheduler.telnyx;

import static dev.switchboard.scheduler.telnyx.PlacingAnswers.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.calling.Recipients;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.EventJson;
import dev.switchboard.http.HttpAnswer;
import dev.switchboard.scheduler.application.ClientState;
import dev.switchboard.scheduler.application.Intent;
import dev.switchboard.scheduler.application.PlacingAnswer;
import dev.switchboard.scheduler.application.PlacingAnswer.Kind;
import dev.switchboard.scheduler.application.RequestedCall;
import dev.switchboard.scheduler.application.Sighting;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Calls that we dial ourselves (contract, section 4.1). The attempt's id is the {@code command_id} and stands in the
 * {@code client_state}. What was dialled is found among the live calls of the application by that state; what has ended
 * leaves no list.
 */
@ApplicationScoped
class DialsAtTelnyx implements WayOfPlacing {

    private static final int PAGE = 250;
    private static final int PAGES_AT_MOST = 40;

    private final Telnyx telnyx;
    private final CallsAtTelnyx calls;
    private final Reachability reachability;
    private final AccountSettings accounts;

    DialsAtTelnyx(Telnyx telnyx, CallsAtTelnyx calls, Reachability reachability, AccountSettings accounts) {
        this.telnyx = telnyx;
        this.calls = calls;
        this.reachability = reachability;
        this.accounts = accounts;
    }

    @Override
    public Set<Via> vias() {
        return Set.of(Via.CALL_CONTROL);
    }

    @Override
    public Uni<PlacingAnswer> place(Intent intent) {
        Optional<String> connection = settings(intent.account()).connectionId();
        if (connection.isEmpty()) {
            return Uni.createFrom()
                    .item(PlacingAnswer.impossible("account '" + intent.account()
                            + "' has no call control application: set switchboard.accounts." + intent.account()
                            + ".connection-id"));
        }
        return telnyx.post(intent.account(), "/calls", body(intent, connection.get()))
                .invoke(answer -> reachability.note(intent.account(), answer))
                .map(DialsAtTelnyx::placingAnswer);
    }

    private static PlacingAnswer placingAnswer(HttpAnswer answer) {
        JsonNode call = answer.body().path("data");
        TelnyxIds ids = TelnyxIds.ofCall(text(call, "call_control_id"), text(call, "call_session_id"));
        return PlacingAnswers.of(answer, ids, Kind.REFUSED);
    }

    private ObjectNode body(Intent intent, String connection) {
        CallRequested request = intent.request();
        ObjectNode body = EventJson.mapper()
                .createObjectNode()
                .put("connection_id", connection)
                .put("to", request.target().phone())
                .put("from", request.from())
                .put("command_id", intent.attemptId().toString())
                .put("client_state", ClientState.of(intent));
        settings(intent.account()).webhookUrl().ifPresent(url -> body.put("webhook_url", url));
        detection(request).ifPresent(kind -> body.put("answering_machine_detection", kind));
        return body;
    }

    /** An automated line that may talk is not listened to; everywhere else a machine is told from a person. */
    private Optional<String> detection(CallRequested request) {
        Recipients recipients = Recipients.of(request.recipients()).orElse(Recipients.SERVICE);
        MachineRule rule = RequestedCall.machineRule(request, recipients);
        if (rule == MachineRule.CONTINUE && !recipients.machineIsAnOutcome()) {
            return Optional.empty();
        }
        if (settings(request.account()).detection() == AccountSettings.Detection.PREMIUM) {
            return Optional.of("premium");
        }
        return Optional.of(rule == MachineRule.LEAVE_MESSAGE ? "greeting_end" : "detect");
    }

    private AccountSettings.Limits settings(String account) {
        return accounts.byName().get(account);
    }

    @Override
    public Uni<Sightings> look(List<Attempt> due) {
        Uni<Sightings> seen = due.stream().allMatch(this::isKnown)
                ? Uni.createFrom().item(Sightings.complete(List.of()))
                : liveCalls(due.get(0).account());
        for (Attempt attempt : due) {
            seen = seen.chain(before -> attempt.telnyx()
                    .callControlId()
                    .map(id -> calls.look(attempt, id).map(before::and))
                    .orElseGet(() -> Uni.createFrom().item(before)));
        }
        return seen;
    }

    private boolean isKnown(Attempt attempt) {
        return attempt.telnyx().callControlId().isPresent();
    }

    private Uni<Sightings> liveCalls(String account) {
        return settings(account)
                .connectionId()
                .map(connection -> page(account, path(connection), 1, new ArrayList<>()))
                .orElseGet(() -> Uni.createFrom().item(Sightings.nowhere("no connection-id is configured any more")));
    }

    private Uni<Sightings> page(String account, String path, int number, List<Sighting> found) {
        return telnyx.get(account, path + number)
                .invoke(answer -> reachability.note(account, answer))
                .chain(answer -> {
                    JsonNode data = answer.body().path("data");
                    if (!answer.done() || !data.isArray()) {
                        return Uni.createFrom().item(Sightings.complete(found).and(Sightings.unanswered(answer)));
                    }
                    data.forEach(call -> found.add(
                            CallsAtTelnyx.live(call, text(call, "client_state").flatMap(ClientState::attemptId))));
                    return number
                                    >= answer.body()
                                            .path("meta")
                                            .path("total_pages")
                                            .asInt(1)
                            ? Uni.createFrom().item(Sightings.complete(found))
                            : next(account, path, number, found);
                });
    }

    private Uni<Sightings> next(String account, String path, int number, List<Sighting> found) {
        return number < PAGES_AT_MOST
                ? page(account, path, number + 1, found)
                : Uni.createFrom()
                        .item(Sightings.incomplete(
                                found,
                                Optional.empty(),
                                "the list of live calls has more than " + PAGES_AT_MOST + " pages"));
    }

    private static String path(String connection) {
        return "/connections/" + URLEncoder.encode(connection, StandardCharsets.UTF_8) + "/active_calls?page%5Bsize%5D="
                + PAGE + "&page%5Bnumber%5D=";
    }

    @Override
    public Uni<Boolean> remove(Attempt attempt, TelnyxIds ids) {
        return ids.callControlId()
                .map(id -> calls.hangUp(attempt, id, EventJson.mapper().createObjectNode()))
                .orElseGet(() -> Uni.createFrom().item(false));
    }
}
