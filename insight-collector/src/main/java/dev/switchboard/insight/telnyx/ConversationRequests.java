package dev.switchboard.insight.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.switchboard.http.HttpAnswer;
import dev.switchboard.insight.application.ConversationsAtTelnyx;
import dev.switchboard.insight.domain.Attempt;
import dev.switchboard.insight.domain.Conversation;
import dev.switchboard.insight.domain.InsightResult;
import dev.switchboard.insight.domain.LookUp;
import dev.switchboard.insight.domain.Naming;
import dev.switchboard.insight.wire.InsightResults;
import dev.switchboard.telnyx.Telnyx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /ai/conversations} (contract, section 3). */
@ApplicationScoped
class ConversationRequests implements ConversationsAtTelnyx {

    private static final String CONVERSATIONS = "/ai/conversations";

    /** Messages looked through for an answer, the largest page. */
    private static final int MESSAGES = 100;

    /** A conversation's id, or why there is none. */
    private record Id(Optional<String> conversationId, HttpAnswer answer) {

        boolean isNone() {
            return answer.done() && conversationId.isEmpty();
        }
    }

    private final Telnyx telnyx;

    ConversationRequests(Telnyx telnyx) {
        this.telnyx = telnyx;
    }

    @Override
    public Uni<LookUp> find(Conversation conversation) {
        Optional<String> known = conversation.ids().conversationId();
        return known.isPresent()
                ? Uni.createFrom().item(LookUp.pending(known))
                : search(conversation).map(found -> LookUp.pending(found.conversationId()));
    }

    @Override
    public Uni<LookUp> lookUp(Conversation conversation) {
        Attempt attempt = conversation.attempt();
        return conversation
                .ids()
                .conversationId()
                .map(id -> insights(attempt, id))
                .orElseGet(() -> search(conversation).chain(found -> insightsOfFound(attempt, found)));
    }

    private Uni<LookUp> insightsOfFound(Attempt attempt, Id found) {
        return found.conversationId()
                .map(id -> insights(attempt, id))
                .orElseGet(() -> Uni.createFrom().item(notFound(found.answer())));
    }

    private static LookUp notFound(HttpAnswer answer) {
        return answer.done() ? LookUp.pending(Optional.empty()) : withoutResult(Optional.empty(), answer);
    }

    /** A "no" is an answer and is waited on as long as an insight is; that Telnyx cannot be asked is none. */
    private static LookUp withoutResult(Optional<String> conversationId, HttpAnswer answer) {
        return switch (answer.result()) {
            case MISSING, REFUSED -> LookUp.pending(conversationId);
            case DONE, UNAUTHORISED, THROTTLED, NOT_SENT, UNCLEAR ->
                LookUp.unknown(conversationId, answer.retryAfter(), answer.reason());
        };
    }

    private Uni<LookUp> insights(Attempt attempt, String conversationId) {
        return telnyx.get(attempt.account(), CONVERSATIONS + "/" + encode(conversationId) + "/conversations-insights")
                .map(answer -> answer.done()
                        ? progress(conversationId, answer.body().path("data"))
                        : withoutResult(Optional.of(conversationId), answer))
                .chain(found -> attempt.byText() ? onceAnswered(attempt, conversationId, found) : same(found));
    }

    /** What is concluded from a text that nobody has answered says nothing. */
    private Uni<LookUp> onceAnswered(Attempt attempt, String conversationId, LookUp found) {
        return switch (found.progress()) {
            case PENDING, UNKNOWN -> same(found);
            case COMPLETED, FAILED ->
                telnyx.get(
                                attempt.account(),
                                CONVERSATIONS + "/" + encode(conversationId) + "/messages?page%5Bsize%5D=" + MESSAGES)
                        .map(answer -> answer.done()
                                ? hasReply(answer.body().path("data"))
                                        ? found
                                        : LookUp.pending(Optional.of(conversationId))
                                : withoutResult(Optional.of(conversationId), answer));
        };
    }

    private static boolean hasReply(JsonNode messages) {
        for (JsonNode message : messages) {
            if (message.path("role").asText().equals("user")) {
                return true;
            }
        }
        return false;
    }

    private static Uni<LookUp> same(LookUp found) {
        return Uni.createFrom().item(found);
    }

    /** One entry per run of the insights: the results of all that are completed count. */
    private static LookUp progress(String conversationId, JsonNode runs) {
        Optional<String> id = Optional.of(conversationId);
        List<InsightResult> results = new ArrayList<>();
        boolean completed = false;
        boolean failed = false;
        boolean underWay = false;
        for (JsonNode run : runs) {
            switch (run.path("status").asText("")) {
                case "completed" -> {
                    completed = true;
                    results.addAll(InsightResults.read(run.path("conversation_insights")));
                }
                case "failed" -> failed = true;
                default -> underWay = true;
            }
        }
        if (underWay && results.isEmpty()) {
            return LookUp.pending(id);
        }
        if (completed) {
            return LookUp.completed(id, results);
        }
        return failed ? LookUp.failed(id) : LookUp.pending(id);
    }

    /** The attempt's id is in the metadata of a scheduled conversation, the call's id in that of every call. */
    private Uni<Id> search(Conversation conversation) {
        String account = conversation.attempt().account();
        Uni<Id> byAttempt =
                find(account, "attempt_id", conversation.attempt().attemptId().toString());
        return conversation
                .ids()
                .callControlId()
                .map(control -> byAttempt.chain(found -> found.isNone()
                        ? find(account, "call_control_id", control)
                        : Uni.createFrom().item(found)))
                .orElse(byAttempt);
    }

    private Uni<Id> find(String account, String key, String value) {
        return telnyx.get(account, CONVERSATIONS + "?metadata-%3E" + key + "=eq." + encode(value) + "&limit=1")
                .map(answer -> new Id(
                        Optional.of(answer.body()
                                        .path("data")
                                        .path(0)
                                        .path("id")
                                        .asText(""))
                                .filter(id -> !id.isBlank()),
                        answer));
    }

    @Override
    public Uni<Naming> name(Conversation conversation) {
        Attempt attempt = conversation.attempt();
        String name = conversation.name().orElseThrow();
        return conversation
                .ids()
                .conversationId()
                .map(id -> rename(attempt, id, name))
                .orElseGet(() -> search(conversation).chain(found -> renameFound(attempt, found, name)));
    }

    private Uni<Naming> renameFound(Attempt attempt, Id found, String name) {
        return found.conversationId()
                .map(id -> rename(attempt, id, name))
                .orElseGet(() -> Uni.createFrom().item(naming(Optional.empty(), found.answer(), true)));
    }

    private Uni<Naming> rename(Attempt attempt, String conversationId, String name) {
        JsonNode body = JsonNodeFactory.instance.objectNode().put("name", name);
        return telnyx.put(attempt.account(), CONVERSATIONS + "/" + encode(conversationId), body)
                .map(answer -> naming(Optional.of(conversationId), answer, false));
    }

    /** @param searched whether only the conversation was asked for: finding none is then no success */
    private static Naming naming(Optional<String> conversationId, HttpAnswer answer, boolean searched) {
        Naming.Result result =
                switch (answer.result()) {
                    case DONE -> searched ? Naming.Result.AGAIN : Naming.Result.NAMED;
                    case REFUSED, MISSING -> Naming.Result.NEVER;
                    // A key can be put right while it is tried again.
                    case UNAUTHORISED, THROTTLED, NOT_SENT, UNCLEAR -> Naming.Result.AGAIN;
                };
        String reason = answer.done() && searched ? "Telnyx knows no such conversation yet" : answer.reason();
        return new Naming(conversationId, result, answer.retryAfter(), reason);
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8);
    }
}
