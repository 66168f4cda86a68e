package dev.switchboard.scheduler.application;

import dev.switchboard.calling.Outcome;
import dev.switchboard.events.TelnyxWebhook;
import dev.switchboard.scheduler.application.CallWebhook.Kind;
import dev.switchboard.scheduler.domain.HangupCause;
import dev.switchboard.scheduler.domain.Heard;
import dev.switchboard.scheduler.domain.TelnyxIds;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a callback of a TeXML call says (contract, section 4.3): a form, whose type the gateway has made of its fields. */
final class TexmlCallback {

    private static final String PREFIX = "texml.";
    private static final String STATUS = PREFIX + "call.";
    private static final String CONVERSATION = PREFIX + "conversation.";
    private static final String DETECTION = PREFIX + "detection";

    private static final Map<String, HangupCause> ENDINGS = Map.of(
            "completed", HangupCause.NORMAL_CLEARING,
            "no-answer", HangupCause.NO_ANSWER,
            "busy", HangupCause.USER_BUSY,
            "canceled", HangupCause.ORIGINATOR_CANCEL,
            "failed", HangupCause.UNSPECIFIED);

    private TexmlCallback() {}

    static boolean isOne(String eventType) {
        return eventType.startsWith(PREFIX);
    }

    /** Empty for one that changes no attempt, such as {@code analyzed}. */
    static Optional<Kind> kindOf(String eventType) {
        if (eventType.equals(DETECTION)) {
            return Optional.of(Kind.MACHINE_DETECTION);
        }
        if (eventType.startsWith(CONVERSATION)) {
            return Optional.of(Kind.CONVERSATION_KNOWN);
        }
        return eventType.startsWith(STATUS) ? ofStatus(eventType.substring(STATUS.length())) : Optional.empty();
    }

    private static Optional<Kind> ofStatus(String status) {
        return switch (status) {
            case "initiated", "ringing" -> Optional.of(Kind.INITIATED);
            case "answered", "in-progress" -> Optional.of(Kind.ANSWERED);
            default -> ENDINGS.containsKey(status) ? Optional.of(Kind.HANGUP) : Optional.empty();
        };
    }

    static CallWebhook read(TelnyxWebhook webhook) {
        Map<String, String> fields = fields(webhook.body());
        Optional<String> conversation =
                Optional.ofNullable(fields.get("ConversationId")).filter(id -> !id.isBlank());
        String status = webhook.eventType().replace(STATUS, "");
        return new CallWebhook(
                kindOf(webhook.eventType()).orElseThrow(),
                webhook.account(),
                Optional.empty(),
                TelnyxIds.ofCall(webhook.callControlId(), webhook.callSessionId())
                        .inConversation(conversation),
                fields.getOrDefault("From", ""),
                fields.getOrDefault("To", ""),
                webhook.occurredAt(),
                ENDINGS.getOrDefault(status, HangupCause.UNSPECIFIED),
                0,
                machine(fields.getOrDefault("AnsweredBy", "")),
                Outcome.COMPLETED);
    }

    /** Anything else may be a person. */
    private static Optional<Heard> machine(String answeredBy) {
        if (answeredBy.startsWith("machine")) {
            return Optional.of(Heard.MACHINE);
        }
        return answeredBy.startsWith("fax") ? Optional.of(Heard.FAX) : Optional.empty();
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
