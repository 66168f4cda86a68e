package dev.switchboard.scheduler.domain.action;

import static dev.switchboard.scheduler.domain.action.CallAction.named;
import static dev.switchboard.scheduler.domain.action.FieldType.BASE64;
import static dev.switchboard.scheduler.domain.action.FieldType.DIGITS;
import static dev.switchboard.scheduler.domain.action.FieldType.FLAG;
import static dev.switchboard.scheduler.domain.action.FieldType.LIST;
import static dev.switchboard.scheduler.domain.action.FieldType.MESSAGES;
import static dev.switchboard.scheduler.domain.action.FieldType.NUMBER_OR_SIP;
import static dev.switchboard.scheduler.domain.action.FieldType.OBJECT;
import static dev.switchboard.scheduler.domain.action.FieldType.SIP;
import static dev.switchboard.scheduler.domain.action.FieldType.TEXT;
import static dev.switchboard.scheduler.domain.action.FieldType.WHOLE;
import static dev.switchboard.scheduler.domain.action.FieldType.oneOf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Everything that may be done to a live call (contract, section 4.2): a new action is a new row here. */
public final class CallActions {

    private static final FieldType TRACK = oneOf("inbound_track", "outbound_track", "both_tracks");
    private static final FieldType SPOKEN_AS = oneOf("text", "ssml");

    private static final List<CallAction> ROWS = List.of(
            named("answer")
                    .may("assistant", OBJECT)
                    .may("record", oneOf("record-from-answer"))
                    .may("stream_url", TEXT)
                    .may("transcription", FLAG)
                    .may("webhook_url", TEXT)
                    .leadsTo("call.answered", "call.hold", "call.unhold", "streaming.started", "streaming.stopped"),
            named("hangup").may("custom_headers", LIST).leadsTo("call.hangup", "call.recording.saved"),
            named("reject").must("cause", oneOf("CALL_REJECTED", "USER_BUSY")).leadsTo("call.hangup"),
            named("bridge")
                    .must("call_control_id", TEXT)
                    .may("park_after_unbridge", TEXT)
                    .may("prevent_double_bridge", FLAG)
                    .leadsTo("call.bridged"),
            named("transfer")
                    .must("to", NUMBER_OR_SIP)
                    .may("from", NUMBER_OR_SIP)
                    .may("timeout_secs", WHOLE)
                    .may("time_limit_secs", WHOLE)
                    .may("audio_url", TEXT)
                    .may("target_leg_client_state", BASE64)
                    .leadsTo(
                            "call.initiated",
                            "call.bridged",
                            "call.answered",
                            "call.hangup",
                            "call.machine.detection.ended",
                            "call.machine.greeting.ended",
                            "call.machine.premium.detection.ended",
                            "call.machine.premium.greeting.ended"),
            named("speak")
                    .must("payload", TEXT)
                    .must("voice", TEXT)
                    .may("payload_type", SPOKEN_AS)
                    .may("service_level", oneOf("basic", "premium"))
                    .may("target_legs", oneOf("self", "opposite", "both"))
                    .leadsTo("call.speak.started", "call.speak.ended"),
            named("playback_start")
                    .mustHaveOneOf("audio_url", "media_name", "playback_content")
                    .may("audio_url", TEXT)
                    .may("media_name", TEXT)
                    .may("playback_content", TEXT)
                    .may("overlay", FLAG)
                    .leadsTo("call.playback.started", "call.playback.ended"),
            named("playback_stop")
                    .may("stop", oneOf("current", "all"))
                    .may("overlay", FLAG)
                    .leadsTo("call.playback.ended", "call.speak.ended"),
            gathering("gather").may("gather_id", TEXT).leadsTo("call.dtmf.received", "call.gather.ended"),
            gathering("gather_using_audio")
                    .mustHaveOneOf("audio_url", "media_name")
                    .may("audio_url", TEXT)
                    .may("media_name", TEXT)
                    .leadsTo("call.playback.started", "call.playback.ended", "call.dtmf.received", "call.gather.ended"),
            gathering("gather_using_speak")
                    .must("payload", TEXT)
                    .must("voice", TEXT)
                    .may("payload_type", SPOKEN_AS)
                    .leadsTo("call.speak.started", "call.speak.ended", "call.dtmf.received", "call.gather.ended"),
            named("gather_using_ai")
                    .must("parameters", OBJECT)
                    .may("greeting", TEXT)
                    .may("assistant", OBJECT)
                    .may("send_partial_results", FLAG)
                    .may("send_message_history_updates", FLAG)
                    .leadsTo(
                            "call.ai_gather.ended",
                            "call.ai_gather.partial_results",
                            "call.ai_gather.message_history_updated",
                            "call.conversation.ended"),
            named("gather_stop").leadsTo("call.gather.ended"),
            named("send_dtmf").must("digits", DIGITS).may("duration_millis", WHOLE),
            named("record_start")
                    .must("format", oneOf("wav", "mp3"))
                    .must("channels", oneOf("single", "dual"))
                    .may("play_beep", FLAG)
                    .may("max_length", WHOLE)
                    .may("timeout_secs", WHOLE)
                    .may("transcription", FLAG)
                    .leadsTo("call.recording.saved", "call.recording.transcription.saved", "call.recording.error"),
            named("record_stop").may("recording_id", TEXT).leadsTo("call.recording.saved"),
            named("record_pause").may("recording_id", TEXT),
            named("record_resume").may("recording_id", TEXT),
            named("ai_assistant_start")
                    .may("assistant", OBJECT)
                    .may("greeting", TEXT)
                    .may("message_history", LIST)
                    .may("participants", LIST)
                    .may("interruption_settings", OBJECT)
                    .may("send_message_history_updates", FLAG)
                    .leadsTo("call.conversation.ended", "call.conversation_insights.generated"),
            named("ai_assistant_stop").leadsTo("call.conversation.ended"),
            named("ai_assistant_add_messages").may("messages", MESSAGES),
            named("ai_assistant_join").must("conversation_id", TEXT).must("participant", OBJECT),
            named("refer")
                    .must("sip_address", SIP)
                    .may("custom_headers", LIST)
                    .leadsTo("call.refer.started", "call.refer.completed", "call.refer.failed"),
            named("siprec_start")
                    .may("connector_name", TEXT)
                    .may("siprec_track", TRACK)
                    .may("sip_transport", oneOf("udp", "tcp", "tls"))
                    .may("session_timeout_secs", WHOLE)
                    .withoutCommandId()
                    .leadsTo("siprec.started", "siprec.stopped", "siprec.failed"),
            named("siprec_stop").leadsTo("siprec.stopped", "siprec.failed"),
            named("streaming_start")
                    .may("stream_url", TEXT)
                    .may("stream_track", TRACK)
                    .leadsTo("streaming.started", "streaming.stopped", "streaming.failed"),
            named("streaming_stop").may("stream_id", TEXT).leadsTo("streaming.stopped", "streaming.failed"),
            named("transcription_start")
                    .may("transcription_engine", TEXT)
                    .may("transcription_tracks", TEXT)
                    .leadsTo("call.transcription"),
            named("transcription_stop").leadsTo("call.transcription"),
            named("fork_start")
                    .may("rx", TEXT)
                    .may("tx", TEXT)
                    .may("stream_type", oneOf("decrypted"))
                    .leadsTo("call.fork.started", "call.fork.stopped"),
            named("fork_stop").may("stream_type", oneOf("raw", "decrypted")).leadsTo("call.fork.stopped"),
            named("enqueue")
                    .must("queue_name", TEXT)
                    .may("max_size", WHOLE)
                    .may("max_wait_time_secs", WHOLE)
                    .leadsTo("call.enqueued", "call.dequeued"),
            named("leave_queue").leadsTo("call.dequeued"),
            named("suppression_start").may("direction", TEXT).may("noise_suppression_engine", TEXT),
            named("suppression_stop"),
            named("switch_supervisor_role")
                    .must("role", oneOf("barge", "monitor", "whisper"))
                    .withoutCommandId(),
            named("send_sip_info").must("content_type", TEXT).must("body", TEXT).leadsTo("call.sip_info.received"),
            named("conversation_relay_start")
                    .may("url", TEXT)
                    .may("greeting", TEXT)
                    .leadsTo("call.conversation.ended"),
            named("conversation_relay_stop").leadsTo("call.conversation.ended"),
            named("client_state_update").byPut().must("client_state", BASE64).withoutCommandId());

    private static final Map<String, CallAction> BY_NAME =
            new TreeMap<>(ROWS.stream().collect(Collectors.toMap(CallAction::name, action -> action)));

    /** Types of webhooks that some action leads to. */
    private static final Set<String> WEBHOOKS =
            ROWS.stream().flatMap(action -> action.webhooks().stream()).collect(Collectors.toUnmodifiableSet());

    private CallActions() {}

    public static Optional<CallAction> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Every action there is, in alphabetical order. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /** True if a webhook of that type may be what an action led to. */
    public static boolean mayLeadTo(String webhookType) {
        return WEBHOOKS.contains(webhookType);
    }

    private static CallAction gathering(String name) {
        return named(name)
                .may("minimum_digits", WHOLE)
                .may("maximum_digits", WHOLE)
                .may("timeout_millis", WHOLE)
                .may("inter_digit_timeout_millis", WHOLE)
                .may("terminating_digit", TEXT)
                .may("valid_digits", TEXT);
    }
}
