package dev.switchboard.insight.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A second call of a negotiation, answered by Chicago Grill Co. */
public final class Fixtures {

    public static final Instant NOW = Instant.parse("2026-03-10T15:05:06Z");
    public static final String STRUCTURED = "template-quote";
    public static final String SUMMARY = "template-summary";
    public static final Patience PATIENCE = new Patience(
            new LookUpSchedule(Duration.ofSeconds(15), 1.5, Duration.ofMinutes(2)),
            Duration.ofMinutes(20),
            new LookUpSchedule(Duration.ofSeconds(15), 1.5, Duration.ofMinutes(10)),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(1));
    public static final Map<String, Object> SCHEMA =
            Map.of("type", "object", "required", List.of("quote"), "properties", Map.of());

    public static final TelnyxIds ALL_IDS =
            new TelnyxIds(Optional.of("conversation-1"), Optional.of("control-1"), Optional.of("session-1"));
    public static final TelnyxIds CALL_IDS =
            new TelnyxIds(Optional.empty(), Optional.of("control-1"), Optional.of("session-1"));
    public static final TelnyxIds CONVERSATION_ID =
            new TelnyxIds(Optional.of("conversation-1"), Optional.empty(), Optional.empty());

    private Fixtures() {}

    public static Attempt answeredAttempt() {
        return attempt(false);
    }

    public static Conversation waitingText() {
        return Conversation.callCompleted(attempt(true), CONVERSATION_ID, PATIENCE, NOW);
    }

    private static Attempt attempt(boolean byText) {
        return new Attempt(
                id("e4b1d8f3"),
                id("7d2e4b90"),
                id("5f0c3a52"),
                id("0b9d7c1e"),
                id("11111111"),
                "default",
                1,
                2,
                "Chicago Grill Co",
                new InsightIds("group-1", STRUCTURED, Optional.of(SUMMARY)),
                byText);
    }

    public static Conversation waitingConversation() {
        return Conversation.callCompleted(answeredAttempt(), ALL_IDS, PATIENCE, NOW);
    }

    public static Conversation waitingWithoutConversationId() {
        return Conversation.callCompleted(answeredAttempt(), CALL_IDS, PATIENCE, NOW);
    }

    public static Fact insights(TelnyxIds ids) {
        return Fact.insightsGenerated("default", ids, List.of(quote(Map.of("quote", 62)), summary()));
    }

    public static InsightResult quote(Map<String, Object> fields) {
        return new InsightResult(STRUCTURED, "{…}", Optional.of(fields));
    }

    public static InsightResult text(String text) {
        return new InsightResult(STRUCTURED, text, Optional.empty());
    }

    public static InsightResult summary() {
        return new InsightResult(SUMMARY, "They ask for 62.", Optional.empty());
    }

    /** Valid if the quote is a number. */
    public static Template template() {
        return new Template() {
            @Override
            public Map<String, Object> schema() {
                return SCHEMA;
            }

            @Override
            public List<String> violations(Map<String, Object> insight) {
                return insight.get("quote") instanceof Number ? List.of() : List.of("/quote: no number");
            }
        };
    }

    private static UUID id(String start) {
        return UUID.fromString(start + "-0000-4000-8000-000000000000");
    }
}
