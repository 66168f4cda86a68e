package dev.switchboard.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.gateway.domain.Envelope;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TexmlFormsTest {

    @ParameterizedTest
    @CsvSource({
        "CallSid=v3%3Aa&CallStatus=no-answer&CallbackSource=call-progress-events, texml.call.no-answer",
        "CallSid=v3%3Aa&CallStatus=in-progress, texml.call.in-progress",
        "CallSid=v3%3Aa&AnsweredBy=machine_start, texml.detection",
        "CallSid=v3%3Aa&ConversationEvent=conversation_ended&ConversationId=c-1,"
                + " texml.conversation.conversation_ended",
    })
    void makesATypeOfWhatItTells(String form, String type) throws MalformedWebhookException {
        assertThat(read(form).eventType()).isEqualTo(type);
        assertThat(read(form).callControlId()).contains("v3:a");
        assertThat(read(form).eventId()).isEmpty();
    }

    @Test
    void findsTimeAndConversation() throws MalformedWebhookException {
        Envelope envelope = read("CallSid=v3%3Aa&ConversationEvent=conversation_created&ConversationId=c-1"
                + "&Timestamp=2026-03-02T16%3A00%3A00Z");

        assertThat(envelope.occurredAt()).contains("2026-03-02T16:00:00Z");
        assertThat(envelope.conversationId()).contains("c-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=b", "CallSid=v3", "CallStatus=busy", "CallSid=%zz&CallStatus=busy"})
    void refusesWhatIsNoCallback(String form) {
        assertThatThrownBy(() -> read(form)).isInstanceOf(MalformedWebhookException.class);
    }

    private static Envelope read(String form) throws MalformedWebhookException {
        return TexmlForms.read(form.getBytes(StandardCharsets.UTF_8));
    }
}
