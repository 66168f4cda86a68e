package dev.switchboard.scheduler.application;

import dev.switchboard.calling.CallingHours;
import dev.switchboard.calling.OpeningHours;
import dev.switchboard.calling.Outcome;
import dev.switchboard.calling.Recipients;
import dev.switchboard.calling.RetryCell;
import dev.switchboard.calling.RetryTable;
import dev.switchboard.calling.Terms;
import dev.switchboard.calling.VoicemailMessage;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.CallingWindow;
import dev.switchboard.events.MalformedEventException;
import dev.switchboard.events.RetryRule;
import dev.switchboard.events.Voicemail;
import dev.switchboard.scheduler.domain.Via;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the conditions of a call out of its request; whoever wrote one that makes no sense is told which field. */
public final class TermsOfRequest {

    private static final String RECIPIENTS_OWN_ZONE = "recipient";
    private static final String SMS_CHAT = "sms_chat";
    private static final String CALL_CONTROL = "call_control";

    private TermsOfRequest() {}

    /** @throws MalformedEventException naming the field, the value and what was expected */
    public static Terms read(CallRequested request, List<ZoneId> zones) {
        request.via().ifPresent(TermsOfRequest::checkWay);
        Recipients recipients = recipients(request.recipients());
        return new Terms(
                recipients,
                retries(recipients, request.retry()),
                hours(recipients, request.window(), zones),
                zones,
                request.deadline(),
                request.insight().isPresent(),
                message(request));
    }

    static Optional<ZoneId> givenZone(CallRequested request) {
        return request.target().timezone().map(zone -> zone("target.timezone", zone));
    }

    /** A scheduled event, and a TeXML call, take the rule from the assistant; only a call that we control can differ. */
    private static VoicemailMessage message(CallRequested request) {
        boolean leaves = request.voicemail()
                .filter(voicemail -> voicemail.rule() == Voicemail.Rule.LEAVE_MESSAGE)
                .isPresent();
        if (!leaves || request.channel().equals(SMS_CHAT)) {
            return VoicemailMessage.NONE;
        }
        return request.via().filter(CALL_CONTROL::equals).isPresent()
                ? VoicemailMessage.BY_CALL
                : VoicemailMessage.BY_ASSISTANT;
    }

    private static void checkWay(String word) {
        if (Via.of(word).isEmpty()) {
            throw new MalformedEventException("field via '" + word + "': expected one of " + Via.words());
        }
    }

    private static Recipients recipients(String word) {
        return Recipients.of(word)
                .orElseThrow(() -> new MalformedEventException(
                        "field recipients '" + word + "': expected automated, service or professional"));
    }

    private static RetryTable retries(Recipients recipients, Map<String, RetryRule> overrides) {
        RetryTable table = recipients.retries();
        Map<Outcome, RetryCell> cells = new EnumMap<>(Outcome.class);
        overrides.forEach((word, rule) -> {
            Outcome outcome = outcome(word);
            cells.put(outcome, cell(table.cell(outcome), word, rule));
        });
        return table.with(cells);
    }

    private static Outcome outcome(String word) {
        return Outcome.ofRow(word)
                .orElseThrow(() -> new MalformedEventException(
                        "field retry '" + word + "': expected no_answer, busy, failed, voicemail or empty_insight"));
    }

    /** A cell that gives a number only keeps the waiting times of the table. */
    private static RetryCell cell(RetryCell inTable, String word, RetryRule rule) {
        try {
            return inTable.overriddenBy(Optional.of(rule.max()), rule.after());
        } catch (IllegalArgumentException e) {
            throw new MalformedEventException("field retry." + word + ": " + e.getMessage(), e);
        }
    }

    private static CallingHours hours(Recipients recipients, Optional<CallingWindow> window, List<ZoneId> zones) {
        Optional<ZoneId> fixed = window.map(CallingWindow::timezone)
                .filter(name -> !name.equals(RECIPIENTS_OWN_ZONE))
                .map(name -> zone("window.timezone", name));
        return CallingHours.forCall(recipients, window.map(TermsOfRequest::openingHours), fixed, zones);
    }

    private static OpeningHours openingHours(CallingWindow window) {
        try {
            return OpeningHours.of(window.days(), window.from(), window.to());
        } catch (IllegalArgumentException e) {
            throw new MalformedEventException("field window: " + e.getMessage(), e);
        }
    }

    private static ZoneId zone(String field, String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new MalformedEventException("field " + field + " '" + name + "': expected an IANA zone", e);
        }
    }
}
