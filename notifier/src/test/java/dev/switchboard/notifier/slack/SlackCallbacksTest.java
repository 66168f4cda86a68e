package dev.switchboard.notifier.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.notifier.ChannelCallbacks;
import dev.switchboard.notifier.domain.Callback;
import dev.switchboard.notifier.domain.Questions;
import dev.switchboard.notifier.domain.ReturnAddress;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackCallbacksTest {

    private final SlackCallbacks reader = new SlackCallbacks();

    @Test
    void readsAPress() {
        Callback callback = reader.read(ChannelCallbacks.slackPress("reject", Questions.ID, "C1", "1.2", "U7", "t1"))
                .orElseThrow();

        assertThat(callback.approvalId()).contains(Questions.ID);
        assertThat(callback.move()).isEqualTo(Callback.Move.REJECT);
        assertThat(callback.trigger()).isEqualTo("t1");
        assertThat(callback.message()).isEqualTo("1.2");
        assertThat(callback.from()).isEqualTo(new ReturnAddress("C1", "U7", "", ""));
    }

    @Test
    void readsASubmittedForm() {
        Callback callback = reader.read(ChannelCallbacks.slackSubmission(Questions.ID, "C1", "U7", List.of("4", "0")))
                .orElseThrow();

        assertThat(callback.move()).isEqualTo(Callback.Move.CHOOSE);
        assertThat(callback.chosen()).containsExactly(4, 0);
        assertThat(callback.from()).isEqualTo(new ReturnAddress("C1", "U7", "", ""));
    }

    @Test
    void takesAForeignChoiceForOneOfNobody() {
        Callback callback = reader.read(
                        ChannelCallbacks.slackSubmission(Questions.ID, "C1", "U7", List.of("+14155550302")))
                .orElseThrow();

        assertThat(callback.chosen()).noneMatch(position -> position >= 0 && position < 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "payload",
                "payload=",
                "payload=%",
                "payload=nonsense",
                "payload=%5B%5D",
                "payload=%7B%22type%22%3A%22view_closed%22%7D",
                "payload=%7B%22type%22%3A%22block_actions%22%7D",
                "payload=%7B%22type%22%3A%22block_actions%22%2C%22actions%22%3A%5B%7B%22action_id%22%3A%22approve%22%2C"
                        + "%22value%22%3A%22x%22%7D%5D%7D",
                "payload=%7B%22type%22%3A%22view_submission%22%7D"
            })
    void leavesEverythingElseAlone(String body) {
        assertThat(reader.read(body)).isEmpty();
    }

    @Property
    void neverFails(@ForAll String anything) {
        assertThat(reader.read("payload=" + anything)).isEmpty();
    }
}
