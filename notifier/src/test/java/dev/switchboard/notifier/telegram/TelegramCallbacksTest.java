package dev.switchboard.notifier.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.notifier.ChannelCallbacks;
import dev.switchboard.notifier.domain.Callback;
import dev.switchboard.notifier.domain.CardText;
import dev.switchboard.notifier.domain.Message;
import dev.switchboard.notifier.domain.Questions;
import dev.switchboard.notifier.domain.ReturnAddress;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelegramCallbacksTest {

    private final TelegramCallbacks reader = new TelegramCallbacks();

    @Test
    void readsEveryButtonItMakes() {
        JsonNode card = TelegramMessages.card(new Message.Card("100", "41", CardText.of(Questions.vendors())));

        assertThat(card.path("message_id").isIntegralNumber()).isTrue();
        assertThat(card.findValuesAsText("callback_data"))
                .hasSize(3)
                .allMatch(data -> data.getBytes(StandardCharsets.UTF_8).length <= 64)
                .allSatisfy(data -> assertThat(reader.read(ChannelCallbacks.telegramPress(1, data, 100, 41, 5, "q1"))
                                .orElseThrow()
                                .approvalId())
                        .contains(Questions.ID));
    }

    @Test
    void readsAPress() {
        Callback callback = reader.read(ChannelCallbacks.telegramPress(1, "approve:" + Questions.ID, 100, 41, 5, "q1"))
                .orElseThrow();

        assertThat(callback.move()).isEqualTo(Callback.Move.APPROVE);
        assertThat(callback.from()).isEqualTo(new ReturnAddress("100", "5", "q1", ""));
    }

    @Test
    void readsAReply() {
        Callback callback = reader.read(ChannelCallbacks.telegramReply(2, "Vendor Helix", 100, 41, 5, 77))
                .orElseThrow();

        assertThat(callback.approvalId()).isEmpty();
        assertThat(callback.message()).isEqualTo("41");
        assertThat(callback.move()).isEqualTo(Callback.Move.SAY);
        assertThat(callback.said()).isEqualTo("Vendor Helix");
        assertThat(callback.from()).isEqualTo(new ReturnAddress("100", "5", "", "77"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"update_id\":1}",
                "{\"update_id\":1,\"callback_query\":{\"data\":\"approve\"}}",
                "{\"update_id\":1,\"callback_query\":{\"data\":\"approve:x\"}}",
                "{\"update_id\":1,\"callback_query\":{\"data\":\"erase:f2a6c9e1-48b3-4d70-9e15-b7d3a0c8f651\"}}",
                "{\"update_id\":1,\"message\":{\"text\":\"hello\"}}",
                "{\"update_id\":1,\"message\":{\"reply_to_message\":{\"message_id\":1},\"photo\":[]}}"
            })
    void leavesEverythingElseAlone(String body) {
        assertThat(reader.read(body)).isEmpty();
    }

    @Property
    void neverFails(@ForAll String anything) {
        assertThat(reader.read(anything)).isEmpty();
    }
}
