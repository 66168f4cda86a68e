package dev.switchboard.simulator.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.script.Outcome;
import dev.switchboard.simulator.script.Play;
import dev.switchboard.simulator.state.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallRulesTest {

    private static Play play(Outcome outcome, Integer ringSecs, Integer talkSecs) {
        return new Play(
                outcome,
                ringSecs == null ? Play.DEFAULT_RING : Duration.ofSeconds(ringSecs),
                talkSecs == null ? null : Duration.ofSeconds(talkSecs),
                Play.DEFAULT_INSIGHT_DELAY,
                false,
                null,
                null);
    }

    private static ObjectNode assistantThat(String voicemailAction) {
        ObjectNode assistant = Json.object();
        assistant
                .putObject("telephony_settings")
                .put("time_limit_secs", 1_800)
                .putObject("voicemail_detection")
                .putObject("on_voicemail_detected")
                .put("action", voicemailAction);
        return assistant;
    }

    @ParameterizedTest
    @CsvSource({"stop_assistant,4", "leave_message_and_stop_assistant,15", "continue_assistant,60"})
    void talksToAMachineAsTheAssistantIsTold(String action, long secs) {
        CallRules rules = new CallRules(
                Json.object(), assistantThat(action), Via.SCHEDULED_EVENT, play(Outcome.VOICEMAIL, null, null));
        assertThat(rules.talking()).isEqualTo(Duration.ofSeconds(secs));
        assertThat(rules.detection()).isEqualTo(CallRules.Detection.PREMIUM);
    }

    @Test
    void endsACallAtTheTimeLimit() {
        CallRules rules = new CallRules(
                Json.object(),
                assistantThat("continue_assistant"),
                Via.SCHEDULED_EVENT,
                play(Outcome.COMPLETED, null, 4_000));
        assertThat(rules.talking()).isEqualTo(Duration.ofSeconds(1_800));
        assertThat(rules.talkIsLimited(rules.talking())).isTrue();
    }

    @Test
    void givesUpRingingWhenTheDialSaysSo() {
        CallRules rules = new CallRules(
                Json.object().put("timeout_secs", 10), Json.object(), Via.DIAL, play(Outcome.COMPLETED, 12, null));
        assertThat(rules.timesOut()).isTrue();
        assertThat(rules.ringing()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void detectsNothingThatNobodyAskedFor() {
        Play answered = play(Outcome.COMPLETED, null, null);
        assertThat(new CallRules(Json.object(), Json.object(), Via.SCHEDULED_EVENT, answered).detection())
                .isEqualTo(CallRules.Detection.NONE);
        assertThat(new CallRules(Json.object(), Json.object(), Via.DIAL, answered).detection())
                .isEqualTo(CallRules.Detection.NONE);
        assertThat(new CallRules(Json.object(), Json.object(), Via.TEXML, answered).detection())
                .isEqualTo(CallRules.Detection.NONE);
    }
}
