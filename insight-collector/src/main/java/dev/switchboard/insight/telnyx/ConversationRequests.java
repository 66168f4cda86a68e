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

    /** A conversation's id, or why there is none. */
    private record Id(Optional<String> conversationId, HttpAnswer answer) {}

    private final Telnyx telnyx;

    ConversationRequests(Telnyx telnyx) {
        this.telnyx = telnyx;
    }

    @Override
    public Uni<LookUp> find(Conversation conversation) {
        Optional<String> known = conversation.ids().conversationId();
        return known.isPresent()
                ? Uni.createFrom().item(LookUp.pending(known))
                : find(conversation.attempt()).map(found -> LookUp.pending(found.conversationId()));
    }

    @Override
    public Uni<LookUp> lookUp(Conversation conversation) {
        Attempt attempt = conversation.attempt();
        return conversation
                .ids()
                .conversationId()
                .map(id -> insights(attempt, id))
                .orElseGet(() -> find(attempt).chain(found -> insightsOfFound(attempt, found)));
    }

    private Uni<LookUp> insightsOfFound(Attempt attempt, Id found) {
        return found.conversationId()
                .map(id -> insights(attempt, id))
                .orElseGet(() -> Uni.createFrom().item(notFound(found.answer())));
    }

    private static LookUp notFound(HttpAnswer answer) {
        return answer.done()
                ? LookUp.pending(Optional.empty())
                : LookUp.unknown(Optional.empty(), answer.retryAfter(), answer.reason());
    }

    private Uni<LookUp> insights(Attempt attempt, String conversationId) {
        return telnyx.get(attempt.account(), CONVERSATIONS + "/" + encode(conversationId) + "/conversations-insights")
                .map(answer -> answer.done()
                        ? progress(conversationId, answer.body().path("data"))
                        : LookUp.unknown(Optional.of(conversationId), answer.retryAfter(), answer.reason()));
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

    /** Every attempt's id is in the metadata of its conversation. */
    private Uni<Id> find(Attempt attempt) {
        return telnyx.get(
                        attempt.account(),
                        CONVERSATIONS + "?metadata-%3Eattempt_id=eq." + attempt.attemptId() + "&limit=1")
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
                .orElseGet(() -> find(attempt).chain(found -> renameFound(attempt, found, name)));
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
