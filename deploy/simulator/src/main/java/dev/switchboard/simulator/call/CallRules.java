package dev.switchboard.simulator.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.simulator.script.Detected;
import dev.switchboard.simulator.script.Outcome;
import dev.switchboard.simulator.script.Play;
import dev.switchboard.simulator.state.Json;
import java.time.Duration;

/** How the request and the assistant's settings bound what the script says about a call. */
record CallRules(JsonNode request, JsonNode assistant, Via via, Play play) {

    private static final long ASSISTANT_LIMIT_SECS = 1_800;
    private static final long CALL_LIMIT_SECS = 14_400;
    private static final Duration VOICEMAIL_STOPPED = Duration.ofSeconds(4);
    private static final Duration RECORDING = Duration.ofMinutes(3);
    private static final Duration VOICEMAIL_MESSAGE = Duration.ofSeconds(15);

    /** How the called side's nature is found out. */
    enum Detection {
        NONE,
        STANDARD,
        /** Standard, without an event at the end of the greeting. */
        STANDARD_SHORT,
        PREMIUM
    }

    /** @param assistant an empty object if there is none */
    static CallRules of(Call call, JsonNode assistant) {
        JsonNode request = call.order().request();
        return new CallRules(
                request == null ? Json.object() : request,
                assistant,
                call.order().via(),
                call.play());
    }

    /** Nobody picks up within the dial's own limit. */
    boolean timesOut() {
        Duration limit = ringLimit();
        return limit != null && play.ring().compareTo(limit) > 0;
    }

    Duration ringing() {
        return timesOut() ? ringLimit() : play.ring();
    }

    private Duration ringLimit() {
        JsonNode limit = request.has("timeout_secs") ? request.get("timeout_secs") : request.path("Timeout");
        return limit.isNumber() ? Duration.ofSeconds(limit.asLong()) : null;
    }

    /** From the answer to the end. */
    Duration talking() {
        Duration wanted = play.talk() == null ? unscriptedTalk() : play.talk();
        return talkIsLimited(wanted) ? talkLimit() : wanted;
    }

    /** How long an answered line stays on that no assistant has: a machine records until nothing comes any more. */
    Duration waiting(Duration patience) {
        Duration wanted = machineAnswers() && play.talk() == null ? RECORDING : talking();
        return wanted.compareTo(patience) < 0 ? patience : wanted;
    }

    /** The longest allowed duration ends a call of this length. */
    boolean talkIsLimited(Duration talk) {
        return talk.compareTo(talkLimit()) >= 0;
    }

    private Duration talkLimit() {
        long most = assistant.isEmpty()
                ? CALL_LIMIT_SECS
                : assistant.path("telephony_settings").path("time_limit_secs").asLong(ASSISTANT_LIMIT_SECS);
        long own =
                request.path("time_limit_secs").asLong(request.path("TimeLimit").asLong(most));
        return Duration.ofSeconds(Math.min(own, most));
    }

    private Duration unscriptedTalk() {
        if (play.whoAnswers() != Detected.MACHINE) {
            return Play.DEFAULT_TALK;
        }
        String action = voicemailDetection()
                .path("on_voicemail_detected")
                .path("action")
                .asText();
        return switch (action) {
            case "stop_assistant" -> VOICEMAIL_STOPPED;
            case "continue_assistant" -> Play.DEFAULT_TALK;
            default -> VOICEMAIL_MESSAGE;
        };
    }

    private JsonNode voicemailDetection() {
        return assistant.path("telephony_settings").path("voicemail_detection");
    }

    boolean machineAnswers() {
        return play.outcome() == Outcome.VOICEMAIL;
    }

    /**
     * Scheduled calls have no field for detection: there it applies if the assistant has a rule for voicemail, and
     * whenever a machine answers or the script says what is detected.
     */
    Detection detection() {
        return switch (via) {
            case SCHEDULED_EVENT ->
                machineAnswers()
                                || play.detected() != null
                                || !voicemailDetection().isEmpty()
                        ? Detection.PREMIUM
                        : Detection.NONE;
            case DIAL ->
                switch (request.path("answering_machine_detection").asText("disabled")) {
                    case "disabled" -> Detection.NONE;
                    case "premium" -> Detection.PREMIUM;
                    case "detect" -> Detection.STANDARD_SHORT;
                    default -> Detection.STANDARD;
                };
            case TEXML -> {
                boolean off = request.path("MachineDetection").asText("Disable").equals("Disable");
                boolean premium =
                        request.path("DetectionMode").asText("Regular").startsWith("Premium");
                yield off ? Detection.NONE : premium ? Detection.PREMIUM : Detection.STANDARD_SHORT;
            }
        };
    }
}
