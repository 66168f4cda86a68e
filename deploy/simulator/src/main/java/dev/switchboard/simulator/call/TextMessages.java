package dev.switchboard.simulator.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.account.Account;
import dev.switchboard.simulator.config.Ids;
import dev.switchboard.simulator.script.CurrentScript;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.time.Timers;
import dev.switchboard.simulator.webhook.WebhookAddress;
import dev.switchboard.simulator.webhook.Webhooks;
import java.time.Duration;
import java.time.Instant;

/** Text messages, on their own and as conversations of an assistant: delivered and answered as the script says. */
public final class TextMessages {

    private static final Duration SENT_AFTER = Duration.ofSeconds(1);
    private static final Duration DELIVERED_AFTER = Duration.ofSeconds(3);
    /** Without a setting of the assistant's own. */
    private static final int QUIET_MINUTES = 5;

    private final Account account;
    private final Conversations conversations;
    private final ConversationInsights insights;
    private final CurrentScript script;
    private final Webhooks webhooks;
    private final Timers timers;
    private final Ids ids;

    public TextMessages(
            Account account,
            Conversations conversations,
            ConversationInsights insights,
            CurrentScript script,
            Webhooks webhooks,
            Timers timers,
            Ids ids) {
        this.account = account;
        this.conversations = conversations;
        this.insights = insights;
        this.script = script;
        this.webhooks = webhooks;
        this.timers = timers;
        this.ids = ids;
    }

    /** A scheduled text: sent, and a conversation opened for the answer. */
    void send(ScheduledEvent event, Instant at) {
        Conversation conversation = new Conversation();
        conversation.id = ids.uuid();
        conversation.createdAt = at;
        conversation.lastMessageAt = at;
        conversation
                .ownMetadata
                .put("assistant_id", event.assistantId)
                .put("telnyx_agent_target", event.from)
                .put("telnyx_end_user_target", event.to)
                .put("telnyx_conversation_channel", event.channel);
        if (event.conversationMetadata != null) {
            event.conversationMetadata
                    .properties()
                    .forEach(field -> conversation.ownMetadata.put(
                            field.getKey(), field.getValue().asText()));
        }
        conversation.messages.add(said("assistant", event.text, at));
        conversation.play = script.get()
                .play(
                        event.to,
                        textsTo(event.to) + 1,
                        DynamicVariables.texts(event.dynamicVariables),
                        assistantName(event));
        send(event.from, event.to, event.text, Json.object(), at, conversation.play.takesTexts());
        event.conversationId = conversation.id;
        event.status = "completed";
        if (conversation.play.answersTexts()) {
            conversation.replyAt =
                    at.plus(DELIVERED_AFTER).plus(conversation.play.answer().after());
            conversation.quietAt = conversation.replyAt.plus(quiet(event.assistantId));
        }
        conversations.put(conversation);
        goOn(conversation);
    }

    private int textsTo(String number) {
        return (int) account.messages.all().stream()
                .filter(message -> message.path("direction").asText().equals("outbound"))
                .filter(message ->
                        message.path("to").path(0).path("phone_number").asText().equals(number))
                .count();
    }

    private Duration quiet(String assistantId) {
        return Duration.ofMinutes(account.assistant(assistantId)
                .map(assistant -> assistant
                        .path("messaging_settings")
                        .path("conversation_inactivity_minutes")
                        .asInt(QUIET_MINUTES))
                .orElse(QUIET_MINUTES));
    }

    /** What is still to come in a conversation. */
    private void goOn(Conversation conversation) {
        if (conversation.replyAt != null && !conversation.isAnswered()) {
            timers.at(conversation.replyAt, due -> answer(conversation, due));
        }
        if (conversation.quietAt != null && conversation.insight == null) {
            timers.at(conversation.quietAt, due -> conclude(conversation, due));
        }
    }

    private void answer(Conversation conversation, Instant due) {
        String words = conversation.play.answer().text();
        conversation.messages.add(said("user", words, due));
        conversation.messages.add(said("assistant", "Thank you.", due));
        conversation.lastMessageAt = due;
        conversations.changed(conversation);
        ObjectNode metadata = conversation.metadata();
        String person = metadata.path("telnyx_end_user_target").asText();
        ObjectNode event = Json.object()
                .put("record_type", "event")
                .put("event_type", "message.received")
                .put("id", ids.uuid())
                .put("occurred_at", due.toString());
        ObjectNode message = event.putObject("payload")
                .put("id", ids.uuid())
                .put("record_type", "message")
                .put("direction", "inbound")
                .put("type", "SMS")
                .put("text", words)
                .put("parts", 1)
                .put("received_at", due.toString());
        message.putObject("from")
                .put("phone_number", person)
                .put("carrier", "T-MOBILE USA, INC.")
                .put("line_type", "Wireless");
        message.putArray("to")
                .addObject()
                .put("phone_number", metadata.path("telnyx_agent_target").asText())
                .put("status", "webhook_delivered")
                .put("carrier", "Telnyx")
                .put("line_type", "Wireless");
        message.putArray("cc");
        message.putArray("media");
        message.putArray("errors");
        webhooks.send(account.webhookAddress(), event, person, conversation.id + "|message.received", due);
    }

    private void conclude(Conversation conversation, Instant due) {
        ObjectNode metadata = conversation.metadata();
        insights.begin(
                conversation,
                metadata.path("assistant_id").asText(),
                conversation.play,
                metadata.path("telnyx_end_user_target").asText() + "|sms|insight",
                due);
    }

    private static ObjectNode said(String role, String text, Instant at) {
        return Json.object()
                .put("role", role)
                .put("text", text)
                .put("created_at", at.toString())
                .put("sent_at", at.toString());
    }

    private String assistantName(ScheduledEvent event) {
        return account.assistant(event.assistantId)
                .map(assistant -> assistant.path("name").asText())
                .orElse("");
    }

    /** Queues a message and returns it as Telnyx shows it. */
    public ObjectNode send(String from, String to, String text, JsonNode request, Instant at) {
        return send(from, to, text, request, at, true);
    }

    private ObjectNode send(String from, String to, String text, JsonNode request, Instant at, boolean arrives) {
        String id = ids.uuid();
        ObjectNode message = Json.object()
                .put("id", id)
                .put("record_type", "message")
                .put("direction", "outbound")
                .put("type", request.path("type").asText("SMS"))
                .put("text", text)
                .put("parts", 1 + text.length() / 160)
                .put("encoding", "GSM-7")
                .put("received_at", at.toString())
                .putNull("sent_at")
                .putNull("completed_at")
                .putNull("valid_until")
                .put("subject", Json.text(request, "subject"))
                .put("webhook_url", Json.text(request, "webhook_url"))
                .put("webhook_failover_url", Json.text(request, "webhook_failover_url"));
        Json.putIfPresent(message, "messaging_profile_id", request.get("messaging_profile_id"));
        message.putObject("from")
                .put("phone_number", from)
                .put("carrier", "Telnyx")
                .put("line_type", "Wireless");
        message.putArray("to")
                .addObject()
                .put("phone_number", to)
                .put("status", "queued")
                .put("carrier", "T-MOBILE USA, INC.")
                .put("line_type", "Wireless");
        message.putArray("cc");
        message.putArray("media");
        message.putArray("tags");
        ArrayNode errors = message.putArray("errors");
        if (!arrives) {
            errors.addObject()
                    .put("code", "40008")
                    .put("title", "Undeliverable")
                    .put("detail", "The recipient carrier did not accept the message.");
        }
        message.putObject("cost").put("amount", "0.0040").put("currency", "USD");
        account.messages.put(id, message);
        ObjectNode answer = message.deepCopy();
        timers.at(at.plus(SENT_AFTER), due -> advance(id, "sent_at", "message.sent", due));
        timers.at(at.plus(DELIVERED_AFTER), due -> advance(id, "completed_at", "message.finalized", due));
        return answer;
    }

    /** Goes on with messages that were on their way when the process ended. */
    public void resume() {
        for (ObjectNode message : account.messages.all()) {
            String id = message.path("id").asText();
            Instant at = Instant.parse(message.path("received_at").asText());
            if (message.path("sent_at").isNull()) {
                timers.at(at.plus(SENT_AFTER), due -> advance(id, "sent_at", "message.sent", due));
            }
            if (message.path("completed_at").isNull()) {
                timers.at(at.plus(DELIVERED_AFTER), due -> advance(id, "completed_at", "message.finalized", due));
            }
        }
        conversations.all().stream()
                .filter(conversation -> conversation.play != null)
                .forEach(this::goOn);
    }

    /** The errors of a message that does not arrive are told with its final status. */
    private void advance(String id, String timeField, String eventType, Instant due) {
        ObjectNode message = account.messages.find(id).orElseThrow();
        boolean over = eventType.equals("message.finalized");
        String status = !over ? "sent" : message.path("errors").isEmpty() ? "delivered" : "delivery_failed";
        message.put(timeField, due.toString());
        ((ObjectNode) message.path("to").get(0)).put("status", status);
        account.messages.touch(id);
        String own = Json.text(message, "webhook_url");
        WebhookAddress address = own == null
                ? account.webhookAddress()
                : new WebhookAddress(own, Json.text(message, "webhook_failover_url"));
        ObjectNode event = Json.object()
                .put("record_type", "event")
                .put("event_type", eventType)
                .put("id", ids.uuid())
                .put("occurred_at", due.toString());
        ObjectNode payload = message.deepCopy();
        if (!over) {
            payload.putArray("errors");
        }
        event.set("payload", payload);
        String to = message.path("to").get(0).path("phone_number").asText();
        webhooks.send(address, event, to, to + '|' + message.path("text").asText() + '|' + eventType, due);
    }
}
