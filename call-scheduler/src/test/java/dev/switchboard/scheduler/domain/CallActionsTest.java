package dev.switchboard.scheduler.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.scheduler.domain.action.CallAction;
import dev.switchboard.scheduler.domain.action.CallActions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallActionsTest {

    private static CallAction action(String name) {
        return CallActions.of(name).orElseThrow();
    }

    @Test
    void knowsEveryActionOfTheContract() {
        assertThat(CallActions.names())
                .containsExactlyInAnyOrder(
                        ("answer hangup reject bridge transfer speak playback_start playback_stop gather"
                                        + " gather_using_audio gather_using_speak gather_using_ai gather_stop send_dtmf"
                                        + " record_start record_stop record_pause record_resume ai_assistant_start"
                                        + " ai_assistant_stop ai_assistant_add_messages ai_assistant_join refer siprec_start"
                                        + " siprec_stop streaming_start streaming_stop transcription_start transcription_stop"
                                        + " fork_start fork_stop enqueue leave_queue suppression_start suppression_stop"
                                        + " switch_supervisor_role send_sip_info conversation_relay_start"
                                        + " conversation_relay_stop client_state_update")
                                .split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "reject, cause",
        "bridge, call_control_id",
        "transfer, to",
        "speak, payload voice",
        "gather_using_speak, payload voice",
        "gather_using_ai, parameters",
        "send_dtmf, digits",
        "record_start, format channels",
        "ai_assistant_join, conversation_id participant",
        "refer, sip_address",
        "enqueue, queue_name",
        "switch_supervisor_role, role",
        "send_sip_info, content_type body",
        "client_state_update, client_state",
    })
    void namesEveryFieldThatIsMissing(String name, String fields) {
        assertThat(action(name).check(Map.of()))
                .extracting(CallAction.Fault::path)
                .containsExactlyInAnyOrder(fields.split(" "));
    }

    @Test
    void namesAFieldOfTheWrongTypeWithWhatIsExpected() {
        assertThat(action("record_start").check(Map.of("format", "ogg", "channels", "dual", "play_beep", "yes")))
                .containsExactly(
                        new CallAction.Fault("format", "ogg", "one of wav, mp3"),
                        new CallAction.Fault("play_beep", "yes", "true or false"));
        assertThat(action("transfer").check(Map.of("to", "later"))).hasSize(1);
        assertThat(action("ai_assistant_add_messages")
                        .check(Map.of("messages", List.of(Map.of("role", "boss", "content", "x")))))
                .hasSize(1);
    }

    @Test
    void oneOfSeveralFieldsIsEnough() {
        assertThat(action("playback_start").check(Map.of()))
                .extracting(CallAction.Fault::path)
                .containsExactly("audio_url | media_name | playback_content");
        assertThat(action("playback_start").check(Map.of("media_name", "hold"))).isEmpty();
    }

    @Test
    void fieldsThatItDoesNotKnowPass() {
        assertThat(action("speak").check(Map.of("payload", "Hi", "voice", "female", "brand_new", 1)))
                .isEmpty();
    }

    @Test
    void onlyOneActionIsAPutAndThreeTakeNoCommandId() {
        List<CallAction> all =
                CallActions.names().stream().map(CallActionsTest::action).toList();

        assertThat(all.stream().filter(one -> one.method() == CallAction.Method.PUT))
                .extracting(CallAction::name)
                .containsExactly("client_state_update");
        assertThat(all.stream().filter(one -> !one.takesCommandId()))
                .extracting(CallAction::name)
                .containsExactlyInAnyOrder("client_state_update", "siprec_start", "switch_supervisor_role");
    }

    @Test
    void knowsWhichWebhooksFollow() {
        assertThat(action("speak").webhooks()).containsExactly("call.speak.started", "call.speak.ended");
        assertThat(CallActions.mayLeadTo("call.gather.ended")).isTrue();
        assertThat(CallActions.mayLeadTo("message.sent")).isFalse();
    }
}
