package dev.switchboard.simulator.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.script.Detected;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.webhook.WebhookAddress;
import dev.switchboard.simulator.webhook.Webhooks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The form-encoded callbacks of TeXML calls (contract, section 4.3). Calls that came another way have none. */
public final class TexmlCallbacks {

    private static final String ACCOUNT = "f7a2c1d0-6c1e-4d0c-9c2b-6b7f0e6a51d2";

    private static final Set<String> ENDINGS = Set.of("completed", "no-answer", "busy", "canceled", "failed");

    private final Webhooks webhooks;

    public TexmlCallbacks(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** Tells the caller's status address if it asked for this status. */
    void status(Call call, String status, Instant at) {
        JsonNode request = request(call);
        if (request == null || !wanted(request).contains(status)) {
            return;
        }
        ObjectNode fields = fields(call, at)
                .put("CallStatus", status.equals("answered") ? "in-progress" : status)
                .put("CallbackSource", "call-progress-events")
                .put("HangupSource", call.hangup() == null ? "" : call.hangup().source())
                .put("CallDuration", call.talkSeconds(at));
        send(call, addresses(request, "StatusCallback", "StatusCallbacks"), "texml." + status, fields, at);
    }

    void conversation(Call call, String event, Instant at) {
        JsonNode request = request(call);
        if (request != null) {
            ObjectNode fields = fields(call, at)
                    .put("ConversationEvent", event)
                    .put("ConversationId", call.conversationId())
                    .put("AIAssistantId", call.assistantId());
            send(
                    call,
                    addresses(request, "ConversationCallback", "ConversationCallbacks"),
                    "texml." + event,
                    fields,
                    at);
        }
    }

    void answeredBy(Call call, Detected who, Instant at) {
        JsonNode request = request(call);
        if (request != null) {
            ObjectNode fields = fields(call, at).put("AnsweredBy", answeredBy(who));
            send(call, addresses(request, "AsyncAmdStatusCallback", ""), "texml.amd", fields, at);
        }
    }

    private static String answeredBy(Detected who) {
        return switch (who) {
            case HUMAN_RESIDENCE, HUMAN_BUSINESS -> "human";
            case MACHINE -> "machine_start";
            case FAX -> "fax";
            case SILENCE, NOT_SURE -> "unknown";
        };
    }

    private static JsonNode request(Call call) {
        return call.order().via() == Via.TEXML ? call.order().request() : null;
    }

    /** Who asks for {@code completed}, which is the default, hears of every ending. */
    private static Set<String> wanted(JsonNode request) {
        Set<String> wanted = new HashSet<>(List.of(
                request.path("StatusCallbackEvent").asText("completed").strip().split("\\s+")));
        if (wanted.contains("completed")) {
            wanted.addAll(ENDINGS);
        }
        return wanted;
    }

    private static List<String> addresses(JsonNode request, String one, String many) {
        List<String> addresses = new ArrayList<>();
        if (request.path(one).isTextual()) {
            addresses.add(request.get(one).asText());
        }
        request.path(many).forEach(address -> addresses.add(address.asText()));
        return addresses;
    }

    private static ObjectNode fields(Call call, Instant at) {
        return Json.object()
                .put("AccountSid", ACCOUNT)
                .put("CallSid", call.order().controlId())
                .put("CallSidLegacy", call.order().controlId())
                .put("From", call.order().from())
                .put("To", call.order().to())
                .put("Timestamp", at.toString())
                .put(
                        "SequenceNumber",
                        at.toEpochMilli() - call.order().acceptedAt().toEpochMilli());
    }

    private void send(Call call, List<String> addresses, String what, ObjectNode fields, Instant at) {
        for (String address : addresses) {
            String about = CallWebhooks.about(call, what) + '|' + address;
            webhooks.sendForm(
                    new WebhookAddress(address, null),
                    what,
                    fields,
                    call.order().to(),
                    about,
                    at);
        }
    }
}
