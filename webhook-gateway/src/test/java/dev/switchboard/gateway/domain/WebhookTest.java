package dev.switchboard.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhookTest {

    private static final Instant RECEIVED = Instant.parse("2026-03-02T16:00:05Z");

    @Test
    void hasTheSameRecordIdForEveryDeliveryOfAnEvent() {
        Webhook first = received("default", withId("e1"), "{\"meta\":{\"attempt\":1}}");
        Webhook second = received("default", withId("e1"), "{\"meta\":{\"attempt\":2}}");

        assertThat(second.recordId()).isEqualTo(first.recordId());
    }

    @Test
    void keepsAccountsApart() {
        assertThat(received("a", withId("e1"), "{}").recordId())
                .isNotEqualTo(received("b", withId("e1"), "{}").recordId());
    }

    @Test
    void derivesAnIdFromTheBodyWhereThereIsNone() {
        Webhook once = received("default", flat("c1"), "{\"conversation_id\":\"c1\"}");
        Webhook again = received("default", flat("c1"), "{\"conversation_id\":\"c1\"}");
        Webhook other = received("default", flat("c1"), "{\"conversation_id\":\"c1\" }");

        assertThat(once.eventId()).startsWith("sha256:").hasSize(7 + 64).isEqualTo(again.eventId());
        assertThat(once.recordId()).isEqualTo(again.recordId()).isNotEqualTo(other.recordId());
    }

    @Test
    void isOrderedByTheNextBestThatIsKnown() {
        assertThat(ordered(Optional.of("session"), Optional.of("control"), Optional.of("conversation")))
                .isEqualTo("session");
        assertThat(ordered(Optional.empty(), Optional.of("control"), Optional.of("conversation")))
                .isEqualTo("control");
        assertThat(ordered(Optional.empty(), Optional.empty(), Optional.of("conversation")))
                .isEqualTo("conversation");
        assertThat(ordered(Optional.empty(), Optional.empty(), Optional.empty()))
                .isEqualTo("e1");
    }

    @Test
    void countsFromItsArrivalIfItsOwnTimeCannotBeRead() {
        assertThat(occurred(Optional.empty())).isEqualTo(RECEIVED);
        assertThat(occurred(Optional.of("yesterday"))).isEqualTo(RECEIVED);
        assertThat(occurred(Optional.of("2026-03-02T10:00:00.5-06:00")))
                .isEqualTo(Instant.parse("2026-03-02T16:00:00.500Z"));
    }

    private static Instant occurred(Optional<String> occurredAt) {
        return received(
                        "default",
                        new Envelope(
                                Optional.of("e1"),
                                "call.hangup",
                                occurredAt,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        "{}")
                .occurredAt();
    }

    private static String ordered(Optional<String> session, Optional<String> control, Optional<String> conversation) {
        return received(
                        "default",
                        new Envelope(
                                Optional.of("e1"), "call.hangup", Optional.empty(), control, session, conversation),
                        "{}")
                .orderedBy();
    }

    private static Envelope withId(String id) {
        return new Envelope(
                Optional.of(id), "call.hangup", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Envelope flat(String conversation) {
        return new Envelope(
                Optional.empty(),
                "conversation.insights.completed",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(conversation));
    }

    private static Webhook received(String account, Envelope envelope, String body) {
        return Webhook.received(account, envelope, Map.of(), body.getBytes(StandardCharsets.UTF_8), body, RECEIVED);
    }
}
