package dev.switchboard.insight.domain;

import java.util.List;

/** What a webhook tells of a conversation, in whatever order webhooks come. */
public record Fact(Kind kind, TelnyxIds ids, List<InsightResult> results) {

    /** Which of the two things a webhook can tell. */
    public enum Kind {
        /** {@code call.conversation.ended}: links the call to its conversation. */
        CONVERSATION_ENDED,
        /** {@code call.conversation_insights.generated}, {@code conversation.insights.completed}. */
        INSIGHTS_GENERATED
    }

    public static Fact conversationEnded(TelnyxIds ids) {
        return new Fact(Kind.CONVERSATION_ENDED, ids, List.of());
    }

    public static Fact insightsGenerated(TelnyxIds ids, List<InsightResult> results) {
        return new Fact(Kind.INSIGHTS_GENERATED, ids, results);
    }
}
