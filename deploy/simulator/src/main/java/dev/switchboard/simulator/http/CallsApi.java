package dev.switchboard.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.account.Account;
import dev.switchboard.simulator.call.Call;
import dev.switchboard.simulator.call.CallEngine;
import dev.switchboard.simulator.call.CallOrder;
import dev.switchboard.simulator.call.DynamicVariables;
import dev.switchboard.simulator.call.Via;
import dev.switchboard.simulator.config.Ids;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.time.Turns;
import dev.switchboard.simulator.webhook.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /calls} and the actions on them (contract, sections 4.1 and 4.2). */
final class CallsApi implements ApiServer.Family {

    private static final Duration SAME_COMMAND = Duration.ofSeconds(60);
    private static final List<String> DETECTION =
            List.of("premium", "detect", "detect_beep", "detect_words", "greeting_end", "disabled");
    private static final int PAGE = 20;
    private static final int LARGEST = 250;

    private record Command(String callControlId, Instant at) {}

    private final Account account;
    private final CallEngine engine;
    private final CallActions actions;
    private final CallLimits limits;
    private final Turns turns;
    private final Ids ids;
    private final Timeline timeline;
    private final InstantSource realTime;
    private final Map<String, Command> commands = new HashMap<>();

    CallsApi(
            Account account,
            CallEngine engine,
            CallActions actions,
            CallLimits limits,
            Turns turns,
            Ids ids,
            Timeline timeline,
            InstantSource realTime) {
        this.account = account;
        this.engine = engine;
        this.actions = actions;
        this.limits = limits;
        this.turns = turns;
        this.ids = ids;
        this.timeline = timeline;
        this.realTime = realTime;
        engine.all().forEach(this::rememberDial);
    }

    private void rememberDial(Call call) {
        String command = Json.text(call.order().request(), "command_id");
        if (command != null) {
            commands.put(
                    command, new Command(call.order().controlId(), call.order().acceptedAt()));
        }
    }

    @Override
    public void register(Routes routes) {
        routes.post("/calls", this::dial);
        routes.get("/calls/{call_control_id}", asked -> Answer.data(view(call(asked))));
        routes.get("/connections/{connection_id}/active_calls", this::activeCalls);
        routes.put("/calls/{call_control_id}/actions/client_state_update", asked -> act(asked, "client_state_update"));
        actions.names()
                .forEach(name -> routes.post("/calls/{call_control_id}/actions/" + name, asked -> act(asked, name)));
    }

    private Call call(Asked asked) {
        return engine.find(asked.path("call_control_id"))
                .orElseThrow(() -> Problems.unprocessable(
                        "90015",
                        "Invalid Call Control ID",
                        "The call_control_id provided was not valid.",
                        "/call_control_id"));
    }

    // dial

    private Answer dial(Asked asked) {
        Instant now = turns.now();
        ObjectNode body = asked.optionalBody();
        String to = destination(body);
        timeline.add(realTime.instant(), "request", "POST calls", to);
        String from = required(body, "from");
        String connection = connection(body);
        oneOf(body, "answering_machine_detection", DETECTION);
        range(body, "timeout_secs", 5, 600);
        range(body, "time_limit_secs", 30, 14_400);
        String assistant = assistant(body);
        Optional<Call> same = repeated(body, now);
        if (same.isPresent()) {
            return Answer.data(view(same.get()));
        }
        limits.take(now);
        CallOrder order = new CallOrder(
                ids.callControlId(),
                ids.uuid(),
                ids.uuid(),
                connection,
                to,
                from,
                Via.DIAL,
                null,
                assistant,
                DynamicVariables.texts(body.path("assistant").path("dynamic_variables")),
                null,
                body,
                now);
        Call call = engine.start(order, now);
        rememberDial(call);
        return Answer.data(view(call)).with(limits.headers(now));
    }

    private static String destination(ObjectNode body) {
        JsonNode to = body.path("to").isArray() ? body.path("to").path(0) : body.path("to");
        if (!to.isTextual()) {
            throw missing("to");
        }
        String number = to.asText().split(",")[0];
        if (!Targets.isCallable(number)) {
            throw Problems.unprocessable(
                    "10016",
                    "Phone number must be in +E164 format",
                    "The 'to' parameter must be in +E164 format or a SIP URI.",
                    "/to");
        }
        return number;
    }

    private static Refused missing(String field) {
        return Problems.unprocessable(
                "10004", "Missing required parameter", "The '" + field + "' parameter is required.", "/" + field);
    }

    static String required(ObjectNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw missing(field);
        }
        return value.asText();
    }

    private String connection(ObjectNode body) {
        String connection = required(body, "connection_id");
        if (account.applications.find(connection).isEmpty()) {
            throw Problems.unprocessable(
                    "10015",
                    "Invalid value for connection_id (Call Control App ID)",
                    "The requested connection_id is either invalid or does not exist. Only Call Control Apps are accepted.",
                    "/connection_id");
        }
        return connection;
    }

    private String assistant(ObjectNode body) {
        String assistant = Json.text(body.path("assistant"), "id");
        if (assistant != null && account.assistants.find(assistant).isEmpty()) {
            throw Problems.unprocessable(
                    "10015", "Invalid value for assistant", "The assistant does not exist.", "/assistant/id");
        }
        return assistant;
    }

    static void oneOf(ObjectNode body, String field, List<String> allowed) {
        if (body.hasNonNull(field) && !allowed.contains(body.get(field).asText())) {
            throw Problems.unprocessable(
                    "10032", "Invalid enumerated value", field + " must be one of " + allowed, "/" + field);
        }
    }

    static void range(ObjectNode body, String field, int least, int most) {
        JsonNode value = body.get(field);
        if (value == null || value.isNull()) {
            return;
        }
        if (!value.isIntegralNumber() || value.asInt() < least || value.asInt() > most) {
            throw Problems.unprocessable(
                    "10033", "Value outside of range", field + " must be from " + least + " to " + most, "/" + field);
        }
    }

    /** The same command within a minute is the same call. */
    private Optional<Call> repeated(ObjectNode body, Instant now) {
        return Optional.ofNullable(Json.text(body, "command_id"))
                .map(commands::get)
                .filter(command -> now.isBefore(command.at().plus(SAME_COMMAND)))
                .flatMap(command -> engine.find(command.callControlId()));
    }

    // calls

    private ObjectNode view(Call call) {
        ObjectNode view = Json.object()
                .put("record_type", "call")
                .put("call_control_id", call.order().controlId())
                .put("call_leg_id", call.order().legId())
                .put("call_session_id", call.order().sessionId())
                .put("is_alive", call.isAlive())
                .put("call_duration", call.talkSeconds(turns.now()))
                .put("start_time", call.startedAt().toString());
        Json.putIfPresent(view, "client_state", call.clientState());
        Json.putIfPresent(view, "end_time", call.endedAt());
        return view;
    }

    /** The calls of one connection that are under way (not in the document's subset; a real route of Telnyx). */
    private Answer activeCalls(Asked asked) {
        String connection = asked.path("connection_id");
        List<Call> active = engine.all().stream()
                .filter(call -> call.isAlive() && connection.equals(call.order().connectionId()))
                .toList();
        return Page.of(asked, PAGE, LARGEST).of(active, this::view);
    }

    // actions

    private Answer act(Asked asked, String action) {
        Instant now = turns.now();
        Call call = call(asked);
        ObjectNode body = asked.optionalBody();
        String command = Json.text(body, "command_id");
        String key = call.order().controlId() + '|' + command;
        Command earlier = command == null ? null : commands.get(key);
        if (earlier != null && now.isBefore(earlier.at().plus(SAME_COMMAND))) {
            return Answer.data(actions.ok());
        }
        ObjectNode result = actions.perform(action, call, body, now);
        if (command != null) {
            commands.put(key, new Command(call.order().controlId(), now));
        }
        return Answer.data(result);
    }
}
