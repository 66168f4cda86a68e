package dev.switchboard.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.call.Conversation;
import dev.switchboard.simulator.call.Conversations;
import dev.switchboard.simulator.config.Ids;
import dev.switchboard.simulator.script.Outcome;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.time.Turns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** {@code /ai/conversations}: conversations, their messages and what was concluded (contract, section 3). */
final class ConversationsApi implements ApiServer.Family {

    private static final String ONE = "/ai/conversations/{conversation_id}";
    private static final int PAGE = 20;
    private static final int LARGEST = 100;
    private static final List<String> ROLES = List.of("user", "assistant", "tool", "system", "developer");

    private final Conversations conversations;
    private final Turns turns;
    private final Ids ids;

    ConversationsApi(Conversations conversations, Turns turns, Ids ids) {
        this.conversations = conversations;
        this.turns = turns;
        this.ids = ids;
    }

    @Override
    public void register(Routes routes) {
        routes.get("/ai/conversations", this::list);
        routes.post("/ai/conversations", this::create);
        routes.get("/ai/conversations/conversation-insights/aggregates", this::aggregates);
        routes.get(ONE, asked -> Answer.data(view(conversation(asked))));
        routes.put(ONE, this::update);
        routes.delete(ONE, this::remove);
        routes.post(ONE + "/message", this::addMessage);
        routes.get(ONE + "/messages", this::messages);
        routes.get(ONE + "/conversations-insights", this::insights);
    }

    private Conversation conversation(Asked asked) {
        return conversations.find(asked.path("conversation_id")).orElseThrow(() -> Problems.notFound("conversation"));
    }

    private static ObjectNode view(Conversation conversation) {
        ObjectNode view = Json.object()
                .put("id", conversation.id)
                .put("created_at", conversation.createdAt.toString())
                .put("last_message_at", conversation.lastMessageAt.toString());
        Json.putIfPresent(view, "name", conversation.name);
        view.set("metadata", conversation.metadata());
        return view;
    }

    private Answer list(Asked asked) {
        int limit = asked.query("limit").map(ConversationsApi::limit).orElse(Integer.MAX_VALUE);
        var filter = ConversationFilter.of(asked.queries());
        ObjectNode body = Json.object();
        var data = body.putArray("data");
        candidates(asked).stream()
                .filter(filter)
                .sorted(ConversationFilter.order(asked.query("order").orElse(null)))
                .limit(limit)
                .forEach(conversation -> data.add(view(conversation)));
        return Answer.ok(body);
    }

    /** A question about one call is answered from the index. */
    private Collection<Conversation> candidates(Asked asked) {
        return asked.query("metadata->call_control_id")
                .filter(value -> value.startsWith("eq."))
                .<Collection<Conversation>>map(value ->
                        conversations.ofCall(value.substring(3)).stream().toList())
                .orElseGet(conversations::all);
    }

    private static int limit(String text) {
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw Problems.invalid(Problems.finding(
                    "greater_than_equal", "Input should be greater than or equal to 1", "query", "limit"));
        }
        return Integer.parseInt(text);
    }

    private Answer create(Asked asked) {
        ObjectNode body = asked.optionalBody();
        Fields fields = Fields.of(body);
        String name = fields.optional("name");
        ObjectNode metadata = fields.object("metadata");
        fields.check();
        Conversation conversation = new Conversation();
        conversation.id = ids.uuid();
        conversation.name = name;
        conversation.createdAt = turns.now();
        conversation.lastMessageAt = conversation.createdAt;
        setMetadata(conversation, metadata);
        conversations.put(conversation);
        return Answer.ok(view(conversation));
    }

    /** The name is not in the document, but the playbook's client sends it. */
    private Answer update(Asked asked) {
        Conversation conversation = conversation(asked);
        Fields fields = Fields.of(asked.optionalBody());
        String name = fields.optional("name");
        ObjectNode metadata = fields.object("metadata");
        fields.check();
        if (name != null) {
            conversation.name = name;
        }
        setMetadata(conversation, metadata);
        conversations.changed(conversation);
        return Answer.data(view(conversation));
    }

    private static void setMetadata(Conversation conversation, ObjectNode metadata) {
        if (metadata != null) {
            metadata.properties()
                    .forEach(field -> conversation.ownMetadata.put(
                            field.getKey(), field.getValue().asText()));
        }
    }

    private Answer remove(Asked asked) {
        conversations.remove(conversation(asked));
        return Answer.empty(200);
    }

    private Answer addMessage(Asked asked) {
        Conversation conversation = conversation(asked);
        if (conversation.metadata().path("ai_disabled").asText().equals("true")) {
            throw Problems.badRequest("AI is disabled for this conversation.", null);
        }
        ObjectNode body = asked.body();
        Fields fields = Fields.of(body);
        String role = fields.required("role", ROLES);
        String content = fields.optional("content");
        fields.check();
        String now = turns.now().toString();
        ObjectNode message = Json.object()
                .put("role", role)
                .put("text", content == null ? "" : content)
                .put("created_at", now)
                .put("sent_at", body.path("sent_at").asText(now));
        Json.putIfPresent(message, "tool_calls", body.get("tool_calls"));
        conversation.messages.add(message);
        conversation.lastMessageAt = turns.now();
        conversations.changed(conversation);
        return Answer.empty(200);
    }

    private Answer messages(Asked asked) {
        Conversation conversation = conversation(asked);
        Page page = Page.of(asked, PAGE, LARGEST);
        List<JsonNode> all = new ArrayList<>(spoken(conversation));
        all.addAll(conversation.messages);
        return page.of(all, message -> message);
    }

    /** What was said in a call, in short. */
    private static List<JsonNode> spoken(Conversation conversation) {
        var call = conversation.call();
        if (call == null || call.play() == null) {
            return List.of();
        }
        List<JsonNode> spoken = new ArrayList<>();
        String at = conversation.createdAt.toString();
        if (call.play().outcome() == Outcome.VOICEMAIL) {
            spoken.add(
                    said("user", "You have reached the voicemail of this number. Leave a message after the tone.", at));
            return spoken;
        }
        spoken.add(said("user", "Hello?", at));
        if (!call.isAlive()) {
            String summary = Optional.ofNullable(call.play().summary()).orElse("Thank you, that is all I needed.");
            spoken.add(said("assistant", summary, call.endedAt().toString()));
        }
        return spoken;
    }

    private static ObjectNode said(String role, String text, String at) {
        return Json.object()
                .put("role", role)
                .put("text", text)
                .put("created_at", at)
                .put("sent_at", at);
    }

    private Answer insights(Asked asked) {
        Conversation conversation = conversation(asked);
        List<Conversation.Insight> all = conversation.insight == null ? List.of() : List.of(conversation.insight);
        return Page.of(asked, PAGE, LARGEST).of(all, ConversationsApi::insightView);
    }

    private static ObjectNode insightView(Conversation.Insight insight) {
        ObjectNode view = Json.object()
                .put("id", insight.id)
                .put("status", insight.status)
                .put("created_at", insight.createdAt.toString());
        var results = view.putArray("conversation_insights");
        // Always a string here: a structured result is written as JSON.
        if (insight.status.equals("completed")) {
            insight.results.forEach(result -> results.addObject()
                    .put("insight_id", result.insightId())
                    .put("result", Json.textOf(result.result())));
        }
        return view;
    }

    private Answer aggregates(Asked asked) {
        String insightId = asked.query("insight_id").orElse(null);
        String assistant = asked.query("metadata.assistant_id").orElse(null);
        long count = conversations.all().stream()
                .filter(conversation -> conversation.insight != null && conversation.insight.status.equals("completed"))
                .filter(conversation ->
                        assistant == null || assistant.equals(Json.text(conversation.metadata(), "assistant_id")))
                .filter(conversation -> insightId == null
                        || conversation.insight.results.stream()
                                .anyMatch(result -> result.insightId().equals(insightId)))
                .count();
        ObjectNode body = Json.object();
        body.putArray("data").addObject().put("record_count", count);
        return Answer.ok(body);
    }
}
