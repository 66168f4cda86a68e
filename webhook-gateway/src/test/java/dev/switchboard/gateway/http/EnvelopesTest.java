package dev.switchboard.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.gateway.domain.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopesTest {

    @Test
    void findsTheFactsOfACallEvent() throws MalformedWebhookException {
        Envelope envelope = read("""
                {"data":{"record_type":"event","event_type":"call.hangup","id":"e1",
                 "occurred_at":"2026-03-02T16:00:00Z",
                 "payload":{"id":"not this","call_control_id":"v3:1","tags":[{"id":"nor this"}],"call_session_id":"s1",
                            "client_state":null,"nested":{"call_session_id":"nor that"}}},
                 "meta":{"attempt":1,"id":"certainly not this"}}""");

        assertThat(envelope)
                .isEqualTo(new Envelope(
                        Optional.of("e1"),
                        "call.hangup",
                        Optional.of("2026-03-02T16:00:00Z"),
                        Optional.of("v3:1"),
                        Optional.of("s1"),
                        Optional.empty()));
    }

    @Test
    void findsTheFactsOfFlatInsights() throws MalformedWebhookException {
        Envelope envelope = read("""
                {"event_type":"conversation.insights.completed","conversation_id":"c1","insight_group_name":"g",
                 "insights":[{"insight_id":"i1","insight_name":"n","result":{"conversation_id":"no"}}]}""");

        assertThat(envelope.eventType()).isEqualTo("conversation.insights.completed");
        assertThat(envelope.conversationId()).contains("c1");
        assertThat(envelope.eventId()).isEmpty();
    }

    @Test
    void prefersWhatStandsInData() throws MalformedWebhookException {
        assertThat(read("{\"data\":{\"id\":\"inner\",\"event_type\":\"a\"},\"id\":\"outer\",\"event_type\":\"b\"}"))
                .extracting(Envelope::eventId, Envelope::eventType)
                .containsExactly(Optional.of("inner"), "a");
        assertThat(read("{\"id\":\"outer\",\"event_type\":\"b\",\"data\":{\"id\":\"inner\",\"event_type\":\"a\"}}"))
                .extracting(Envelope::eventId, Envelope::eventType)
                .containsExactly(Optional.of("inner"), "a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"text\"",
                "{",
                "{\"data\":{\"event_type\":\"a\"}",
                "{\"event_type\":\"a\"} {}",
                "{\"event_type\":\"a\",}",
                "{\"event_type\":1}",
                "{\"event_type\":\" \"}",
                "{\"data\":[{\"event_type\":\"a\"}]}",
                "{}",
                "event_type=a&id=b"
            })
    void refusesWhatIsNoWebhook(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(MalformedWebhookException.class);
    }

    @Test
    void refusesNestingWithoutEnd() {
        assertThatThrownBy(() -> read("{\"event_type\":\"a\",\"x\":" + "[".repeat(100_000)))
                .isInstanceOf(MalformedWebhookException.class);
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        byte[] latin = "{\"event_type\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> Envelopes.text(latin)).isInstanceOf(MalformedWebhookException.class);
    }

    @Property
    void keepsEveryTextAsItCame(@ForAll String text) throws MalformedWebhookException {
        // Half a surrogate pair is no text and cannot be written as UTF-8.
        String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8) + "\uFFFD";

        assertThat(Envelopes.text(whole.getBytes(StandardCharsets.UTF_8))).isEqualTo(whole);
    }

    private static Envelope read(String body) throws MalformedWebhookException {
        return Envelopes.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
