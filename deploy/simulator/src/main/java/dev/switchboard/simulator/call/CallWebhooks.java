package dev.switchboard.simulator.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.account.Account;
import dev.switchboard.simulator.config.Ids;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.webhook.WebhookAddress;
import dev.switchboard.simulator.webhook.Webhooks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The call events as Telnyx words them (contract, section 5). */
public final class CallWebhooks {

    private final Account account;
    private final Webhooks webhooks;
    private final Ids ids;

    public CallWebhooks(Account account, Webhooks webhooks, Ids ids) {
        this.account = account;
        this.webhooks = webhooks;
        this.ids = ids;
    }

    void initiated(Call call, Instant at) {
        ObjectNode payload = addressed(call)
                .put("direction", "outgoing")
                .put("state", "bridging")
                .put("start_time", at.toString())
                .put("caller_id_name", call.order().from())
                .put("connection_codecs", "OPUS,G722,PCMU,PCMA")
                .put("offered_codecs", "OPUS,G722,PCMU,PCMA")
                .put("shaken_stir_attestation", "A")
                .put("shaken_stir_validated", true);
        emit(call, "call.initiated", withLists(payload), at);
    }

    void answered(Call call, Instant at) {
        ObjectNode payload = addressed(call)
                .put("state", "answered")
                .put("start_time", call.startedAt().toString());
        emit(call, "call.answered", withLists(payload), at);
    }

    void hangup(Call call, Instant at) {
        ObjectNode payload = addressed(call)
                .put("state", "hangup")
                .put("start_time", call.startedAt().toString())
                .put("hangup_cause", call.hangup().cause())
                .put("hangup_source", call.hangup().source())
                .put("sip_hangup_cause", call.hangup().sipCause());
        if (call.isAnswered()) {
            ObjectNode quality = payload.putObject("call_quality_stats");
            String packets = Integer.toString(call.talkSeconds(at) * 50);
            quality.putObject("inbound")
                    .put("jitter_max_variance", "1.20")
                    .put("jitter_packet_count", "0")
                    .put("mos", "4.50")
                    .put("packet_count", packets)
                    .put("skip_packet_count", "0");
            quality.putObject("outbound").put("packet_count", packets).put("skip_packet_count", "0");
        } else {
            payload.putNull("call_quality_stats");
        }
        emit(call, "call.hangup", withLists(payload), at);
    }

    void machineDetection(Call call, String eventType, String result, Instant at) {
        emit(call, eventType, addressed(call).put("result", result), at);
    }

    void conversationEnded(Call call, Instant since, Instant at) {
        JsonNode assistant = account.assistant(call.assistantId()).orElseGet(Json::object);
        String voice = assistant.path("voice_settings").path("voice").asText("Telnyx.KokoroTTS.af");
        String[] parts = voice.split("\\.");
        ObjectNode payload = addressed(call)
                .put("assistant_id", call.assistantId())
                .put("conversation_id", call.conversationId())
                .put("calling_party_type", "pstn")
                .put("duration_sec", (int) Duration.between(since, at).toSeconds())
                .put("llm_model", assistant.path("model").asText())
                .put("stt_model", assistant.path("transcription").path("model").asText("deepgram/flux"))
                .put("tts_provider", parts[0].toLowerCase(Locale.ROOT))
                .put("tts_model_id", parts.length > 1 ? parts[1] : parts[0])
                .put("tts_voice_id", voice)
                .putNull("reason");
        emit(call, "call.conversation.ended", payload, at);
    }

    void insightsGenerated(Call call, String groupId, List<Conversation.Result> results, Instant at) {
        ObjectNode payload = identified(call).put("calling_party_type", "pstn").put("insight_group_id", groupId);
        var list = payload.putArray("results");
        results.forEach(
                result -> list.addObject().put("insight_id", result.insightId()).set("result", result.result()));
        emit(call, "call.conversation_insights.generated", payload, at);
    }

    void cost(Call call, Instant at) {
        int seconds = call.talkSeconds(at);
        int minutes = (seconds + 59) / 60;
        String cost = String.format(Locale.ROOT, "%.4f", minutes * 0.09);
        ObjectNode payload = identified(call)
                .put("status", "success")
                .put("total_cost", cost)
                .put("billed_duration_secs", minutes * 60)
                .put("occurred_at", at.toString())
                .putNull("billing_group_id");
        payload.putArray("cost_parts")
                .addObject()
                .put("call_part", "voice-ai")
                .put("billed_duration_secs", minutes * 60)
                .put("cost", cost)
                .put("currency", "USD")
                .put("rate", "0.0900");
        emit(call, "call.cost", payload, at);
    }

    /** Any event about a call that has no method of its own. */
    public void other(Call call, String eventType, ObjectNode details, Instant at) {
        emit(call, eventType, identified(call).setAll(details), at);
    }

    /** The same with both numbers. */
    public void otherAddressed(Call call, String eventType, ObjectNode details, Instant at) {
        emit(call, eventType, addressed(call).setAll(details), at);
    }

    private ObjectNode identified(Call call) {
        CallOrder order = call.order();
        ObjectNode payload = Json.object()
                .put("call_control_id", order.controlId())
                .put("call_leg_id", order.legId())
                .put("call_session_id", order.sessionId())
                .put("connection_id", order.connectionId());
        Json.putIfPresent(payload, "client_state", call.clientState());
        return payload;
    }

    private ObjectNode addressed(Call call) {
        return identified(call)
                .put("from", call.order().from())
                .put("to", call.order().to());
    }

    private static ObjectNode withLists(ObjectNode payload) {
        payload.putArray("custom_headers");
        payload.putArray("sip_headers");
        payload.putArray("tags");
        return payload;
    }

    private void emit(Call call, String eventType, ObjectNode payload, Instant at) {
        WebhookAddress address = address(call, eventType);
        if (!address.isSet()) {
            return;
        }
        ObjectNode event = Json.object()
                .put("record_type", "event")
                .put("event_type", eventType)
                .put("id", ids.uuid())
                .put("occurred_at", at.toString());
        if (eventType.equals("call.conversation.ended")) {
            event.put("created_at", at.toString());
        }
        event.set("payload", payload);
        webhooks.send(address, event, call.order().to(), about(call, eventType), at);
    }

    /** The same in every run: the number, which call to it, and what happened. */
    static String about(Call call, String eventType) {
        return call.order().to() + '|' + call.attempt() + '|' + eventType;
    }

    /** By precedence: the call's address for this event, the call's, the application's, the account's. */
    private WebhookAddress address(Call call, String eventType) {
        WebhookAddress fallback = account.webhookAddress();
        JsonNode request = call.order().request();
        if (request != null && call.order().via() == Via.DIAL) {
            String own = Json.text(request.path("webhook_urls"), eventType);
            own = own == null ? Json.text(request, "webhook_url") : own;
            if (own != null && !own.isBlank()) {
                return new WebhookAddress(own, fallback.failoverUrl());
            }
        }
        return account.applications
                .find(String.valueOf(call.order().connectionId()))
                .map(application -> new WebhookAddress(
                        Json.text(application, "webhook_event_url"),
                        Json.text(application, "webhook_event_failover_url")))
                .filter(WebhookAddress::isSet)
                .orElse(fallback);
    }
}
