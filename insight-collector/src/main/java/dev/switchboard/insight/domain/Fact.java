package dev.switchboard.insight.domain;

import java.util.List;

/**
 * What a webhook tells of a conversation, in whatever order webhooks come.
 *
 * @param account whose key the webhook was signed with: it speaks of no other account's calls
 */
public record Fact(String account, Kind kind, TelnyxIds ids, List<InsightResult> results) {

    /** Which of the two things a webhook can tell. */
    public enum Kind {
        /** {@code call.conversation.ended}: links the call to its conversation. */
        CONVERSATION_ENDED,
        /** {@code call.conversation_insights.generated}, {@code conversation.insights.completed}. */
        INSIGHTS_GENERATED
    }

    public static Fact conversationEnded(String account, TelnyxIds ids) {
        return new Fact(account, Kind.CONVERSATION_ENDED, ids, List.of());
    }

    public static Fact insightsGenerated(String account, TelnyxIds ids, List<InsightResult> results) {
        return new Fact(account, Kind.INSIGHTS_GENERATED, ids, results);
    }
}
