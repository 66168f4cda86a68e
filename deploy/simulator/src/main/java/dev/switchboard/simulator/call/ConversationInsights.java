package dev.switchboard.simulator.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.switchboard.simulator.account.Account;
import dev.switchboard.simulator.config.Ids;
import dev.switchboard.simulator.insight.SchemaSample;
import dev.switchboard.simulator.script.CurrentScript;
import dev.switchboard.simulator.script.Outcome;
import dev.switchboard.simulator.script.Play;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.time.Timers;
import dev.switchboard.simulator.webhook.WebhookAddress;
import dev.switchboard.simulator.webhook.Webhooks;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Draws conclusions from conversations: the script's, or a value that fits the insight's schema. They are settled when
 * the conversation ends and shown after the script's delay.
 */
public final class ConversationInsights {

    private final Account account;
    private final Conversations conversations;
    private final CallWebhooks callWebhooks;
    private final Webhooks webhooks;
    private final CurrentScript script;
    private final Timers timers;
    private final Ids ids;

    public ConversationInsights(
            Account account,
            Conversations conversations,
            CallWebhooks callWebhooks,
            Webhooks webhooks,
            CurrentScript script,
            Timers timers,
            Ids ids) {
        this.account = account;
        this.conversations = conversations;
        this.callWebhooks = callWebhooks;
        this.webhooks = webhooks;
        this.script = script;
        this.timers = timers;
        this.ids = ids;
    }

    /** @param about names the conversation for the source of chance: the same in every run of one script */
    void begin(Conversation conversation, String assistantId, Play play, String about, Instant at) {
        Optional<ObjectNode> group = account.insightGroupOf(assistantId);
        if (group.isEmpty() || group.get().path("insight_ids").isEmpty()) {
            return;
        }
        Conversation.Insight insight = new Conversation.Insight();
        insight.id = ids.uuid();
        insight.status = "in_progress";
        insight.createdAt = at;
        insight.dueAt = at.plus(play.insightDelay());
        insight.groupId = group.get().path("id").asText();
        if (yieldsInsight(play)) {
            group.get()
                    .path("insight_ids")
                    .forEach(id -> account.insights
                            .find(id.asText())
                            .ifPresent(template -> insight.results.add(result(template, play, about))));
        }
        conversation.insight = insight;
        conversations.changed(conversation);
        await(conversation);
    }

    /** Goes on with conclusions that were on their way when the process ended. */
    void resume() {
        conversations.all().stream()
                .filter(conversation ->
                        conversation.insight != null && conversation.insight.status.equals("in_progress"))
                .forEach(this::await);
    }

    private void await(Conversation conversation) {
        timers.at(conversation.insight.dueAt, due -> settle(conversation, due));
    }

    /** A machine's greeting says nothing, unless the script wants it to. */
    private static boolean yieldsInsight(Play play) {
        boolean scripted = play.insight() != null || play.summary() != null;
        return !play.noInsight() && (play.outcome() != Outcome.VOICEMAIL || scripted);
    }

    private Conversation.Result result(ObjectNode template, Play play, String about) {
        String id = template.path("id").asText();
        String name = template.path("name").asText();
        JsonNode schema = SchemaSample.schema(template);
        if (schema == null) {
            String summary = play.summary() == null ? "The callee answered the assistant's questions." : play.summary();
            return new Conversation.Result(id, name, TextNode.valueOf(summary));
        }
        JsonNode value = play.insight() == null
                ? SchemaSample.of(schema, script.dice().random("insight", about + '|' + name))
                : play.insight();
        return new Conversation.Result(id, name, value);
    }

    private void settle(Conversation conversation, Instant due) {
        Conversation.Insight insight = conversation.insight;
        if (conversations.find(conversation.id).isEmpty()) {
            return;
        }
        insight.status = insight.results.isEmpty() ? "failed" : "completed";
        conversations.changed(conversation);
        if (insight.results.isEmpty()) {
            return;
        }
        Call call = conversation.call();
        if (call != null) {
            callWebhooks.insightsGenerated(call, insight.groupId, insight.results, due);
        }
        tellOwnWebhooks(conversation, due);
    }

    /** The addresses of the group and of single insights get the flat form (contract, section 9, row 9). */
    private void tellOwnWebhooks(Conversation conversation, Instant due) {
        Conversation.Insight insight = conversation.insight;
        Optional<ObjectNode> group = account.insightGroups.find(insight.groupId);
        Set<String> told = new LinkedHashSet<>();
        told.add(account.webhookAddress().url());
        group.map(doc -> Json.text(doc, "webhook"))
                .filter(told::add)
                .ifPresent(url -> tell(url, conversation, group.get(), insight.results, due));
        for (Conversation.Result result : insight.results) {
            account.insights
                    .find(result.insightId())
                    .map(template -> Json.text(template, "webhook"))
                    .filter(told::add)
                    .ifPresent(url -> tell(url, conversation, group.orElseGet(Json::object), List.of(result), due));
        }
    }

    private void tell(
            String url, Conversation conversation, ObjectNode group, List<Conversation.Result> results, Instant due) {
        ObjectNode event = Json.object()
                .put("event_type", "conversation.insights.completed")
                .put("id", ids.uuid())
                .put("occurred_at", due.toString())
                .put("conversation_id", conversation.id)
                .put("insight_group_id", conversation.insight.groupId)
                .put("insight_group_name", group.path("name").asText());
        event.set("metadata", conversation.metadata());
        var list = event.putArray("insights");
        results.forEach(result -> list.addObject()
                .put("insight_id", result.insightId())
                .put("insight_name", result.insightName())
                .set("result", result.result()));
        String to = Objects.requireNonNullElse(
                Json.text(conversation.metadata(), "telnyx_end_user_target"), conversation.id);
        Call call = conversation.call();
        String about = (call == null ? to : CallWebhooks.about(call, "conversation.insights.completed")) + '|' + url;
        webhooks.sendFlat(new WebhookAddress(url, account.webhookAddress().failoverUrl()), event, to, about, due);
    }
}
