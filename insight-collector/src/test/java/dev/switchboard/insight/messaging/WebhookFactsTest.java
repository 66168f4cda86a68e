package dev.switchboard.insight.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.events.EventJson;
import dev.switchboard.events.MalformedEventException;
import dev.switchboard.events.TelnyxWebhook;
import dev.switchboard.events.Topic;
import dev.switchboard.events.contract.EventContract;
import dev.switchboard.insight.domain.Fact;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookFactsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"conversation_ended", "insights_generated", "insights_generated_as_text", "insights_completed"})
    void concernsConversations(String variant) {
        byte[] sample = EventContract.sample(Topic.TELNYX_WEBHOOK, variant);

        assertThat(WebhookFacts.isAboutSomethingElse(sample)).isFalse();
        assertThat(fact(variant)).isPresent();
    }

    @Test
    void leavesOtherWebhooksAlone() {
        assertThat(WebhookFacts.isAboutSomethingElse(EventContract.sample(Topic.TELNYX_WEBHOOK)))
                .isTrue();
        assertThat(WebhookFacts.isAboutSomethingElse(EventContract.sample(Topic.TELNYX_WEBHOOK, "answered")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{}", "{\"event_type\": 17}"})
    void doesNotPassOverWhatCannotBeRead(String record) {
        assertThat(WebhookFacts.isAboutSomethingElse(record.getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @Test
    void readsObjectAndTextAlike() {
        Fact fromObject = fact("insights_generated").orElseThrow();
        Fact fromText = fact("insights_generated_as_text").orElseThrow();

        assertThat(fromObject.kind()).isEqualTo(Fact.Kind.INSIGHTS_GENERATED);
        assertThat(fromObject.results().get(0).fields())
                .contains(Map.of("quote", 62, "available", true, "notes", "delivery included"))
                .isEqualTo(fromText.results().get(0).fields());
        assertThat(fromObject.results().get(1).text()).startsWith("Chicago Grill Co offers 62");
        assertThat(fromObject.ids()).isEqualTo(fromText.ids());
        assertThat(fromObject.ids().conversationId()).isEmpty();
    }

    @Test
    void readsTheFlatForm() {
        Fact flat = fact("insights_completed").orElseThrow();

        assertThat(flat.ids().conversationId()).contains("b0e7d3f9-6c15-4a82-9d4b-7f2a1c8e5044");
        assertThat(flat.ids().callSessionId()).isEmpty();
        assertThat(flat.results()).hasSize(2);
    }

    @Test
    void linksTheCallToItsConversation() {
        Fact ended = fact("conversation_ended").orElseThrow();

        assertThat(ended.kind()).isEqualTo(Fact.Kind.CONVERSATION_ENDED);
        assertThat(ended.ids().known()).hasSize(3);
    }

    @Test
    void tellsNothingWithoutAnyId() {
        assertThat(WebhookFacts.of(webhook("call.conversation.ended", "{\"data\":{\"payload\":{}}}")))
                .isEmpty();
    }

    @Test
    void refusesABodyThatIsNotJson() {
        assertThatThrownBy(() -> WebhookFacts.of(webhook("call.conversation.ended", "<html>")))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageStartingWith("webhook body is not JSON");
    }

    private static Optional<Fact> fact(String variant) {
        return WebhookFacts.of(
                EventJson.read(EventContract.sample(Topic.TELNYX_WEBHOOK, variant), TelnyxWebhook.class));
    }

    private static TelnyxWebhook webhook(String type, String body) {
        Instant now = Instant.parse("2026-03-10T15:05:06Z");
        return new TelnyxWebhook(
                "default", "event-1", type, now, Optional.empty(), Optional.empty(), Map.of(), body, now);
    }
}
