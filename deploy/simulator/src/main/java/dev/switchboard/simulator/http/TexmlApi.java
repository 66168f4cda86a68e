package dev.switchboard.simulator.http;

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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** {@code /texml/ai_calls}: a call by an assistant, with form-encoded callbacks (contract, section 4.3). */
final class TexmlApi implements ApiServer.Family {

    private final Account account;
    private final CallEngine engine;
    private final CallLimits limits;
    private final Turns turns;
    private final Ids ids;
    private final Timeline timeline;
    private final InstantSource realTime;

    TexmlApi(
            Account account,
            CallEngine engine,
            CallLimits limits,
            Turns turns,
            Ids ids,
            Timeline timeline,
            InstantSource realTime) {
        this.account = account;
        this.engine = engine;
        this.limits = limits;
        this.turns = turns;
        this.ids = ids;
        this.timeline = timeline;
        this.realTime = realTime;
    }

    @Override
    public void register(Routes routes) {
        routes.post("/texml/ai_calls/{connection_id}", this::call);
    }

    private Answer call(Asked asked) {
        Instant now = turns.now();
        ObjectNode body = asked.formOrJson();
        String to = CallsApi.required(body, "To");
        timeline.add(realTime.instant(), "request", "POST texml/ai_calls", to);
        String from = CallsApi.required(body, "From");
        String assistant = CallsApi.required(body, "AIAssistantId");
        check(asked, body, to, assistant);
        limits.take(now);
        CallOrder order = new CallOrder(
                ids.callControlId(),
                ids.uuid(),
                ids.uuid(),
                asked.path("connection_id"),
                to,
                from,
                Via.TEXML,
                null,
                assistant,
                DynamicVariables.texts(body.path("AIAssistantDynamicVariables")),
                null,
                body,
                now);
        Call call = engine.start(order, now);
        return Answer.ok(Json.object()
                        .put("call_sid", call.order().controlId())
                        .put("from", from)
                        .put("to", to)
                        .put("status", "queued"))
                .with(limits.headers(now));
    }

    private void check(Asked asked, ObjectNode body, String to, String assistant) {
        for (String field : List.of("Twiml", "Texml", "Url")) {
            if (body.hasNonNull(field)) {
                throw Problems.unprocessable(
                        "10015", "Invalid parameter", field + " cannot be given for an AI call.", "/" + field);
            }
        }
        if (!Targets.isCallable(to)) {
            throw Problems.unprocessable(
                    "10016", "Phone number must be in +E164 format", "The 'To' parameter is not +E164.", "/To");
        }
        CallsApi.oneOf(body, "MachineDetection", List.of("Enable", "Disable", "DetectMessageEnd"));
        CallsApi.oneOf(body, "DetectionMode", List.of("Regular", "Premium", "PremiumCallScreening"));
        CallsApi.range(body, "Timeout", 5, 120);
        CallsApi.range(body, "TimeLimit", 30, 14_400);
        CallsApi.range(body, "MachineDetectionTimeout", 500, 60_000);
        boolean known = account.assistants.find(assistant).isPresent();
        if (!known) {
            throw Problems.unprocessable(
                    "10015", "Invalid parameter", "The assistant does not exist.", "/AIAssistantId");
        }
        boolean connected = account.assistants.all().stream()
                .anyMatch(doc -> asked.path("connection_id")
                        .equals(Json.text(doc.path("telephony_settings"), "default_texml_app_id")));
        if (!connected) {
            throw Problems.unprocessable(
                    "10015", "Invalid connection_id", "There is no such TeXML application.", "/connection_id");
        }
    }
}
