package dev.switchboard.scheduler.domain;

import dev.switchboard.calling.Terms;
import dev.switchboard.calling.VoicemailMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What must be known of a due call to decide whether its phone may ring: every rule about whom we call, and when, in one
 * place. It is asked each time a request is about to be written, not when the call is planned.
 *
 * @param refusals placings in a row that Telnyx refused
 * @param reachedAt when its number was last reached in this account, by the person or by a machine
 * @param suppressed whether its number is on the account's suppression list
 * @param messageLeftAt when its number got a voicemail message from this account
 */
public record Prospect(
        Terms terms, int refusals, Optional<Instant> reachedAt, boolean suppressed, Optional<Instant> messageLeftAt) {

    /** Doublings of the lead at most. */
    private static final int MOST_DOUBLINGS = 10;

    /**
     * The window is evaluated for the moment at which the phone would ring.
     *
     * @param lead from the request to the ringing
     * @param margin how long the window must stay open after that
     */
    public Verdict judge(Instant now, Duration lead, Duration margin) {
        if (suppressed) {
            return Verdict.SUPPRESSED;
        }
        boolean hasMessage = terms.recipients().arePeople() && messageLeftAt.isPresent();
        if (hasMessage && terms.message() == VoicemailMessage.BY_ASSISTANT) {
            return Verdict.SECOND_MESSAGE;
        }
        Instant earliest = now.plus(lead.multipliedBy(1L << Math.min(refusals, MOST_DOUBLINGS)));
        Instant wanted = terms.leavingAlone(reachedAt, earliest);
        Optional<Instant> opening = terms.nextOpening(wanted, margin);
        if (opening.isEmpty()) {
            return new Verdict.Never(Call.Giveup.NO_WINDOW, terms.whyClosed(), Optional.empty());
        }
        return opening.get().equals(earliest)
                ? new Verdict.Place(earliest, hasMessage)
                : new Verdict.PutOff(opening.get());
    }
}
