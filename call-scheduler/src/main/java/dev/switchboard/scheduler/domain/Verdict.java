package dev.switchboard.scheduler.domain;

import dev.switchboard.calling.Outcome;
import java.time.Instant;
import java.util.Optional;

/** Whether a due call may be placed now. */
public sealed interface Verdict {

    Never SUPPRESSED = new Never(Call.Giveup.SUPPRESSED, "the number is on the suppression list", Optional.empty());

    /** One message at most per person, over all attempts and missions. */
    Never SECOND_MESSAGE = new Never(
            Call.Giveup.RETRIES_USED_UP,
            "this person has a voicemail message, and the assistant would leave another",
            Optional.of(Outcome.VOICEMAIL));

    /**
     * The phone may ring at that time.
     *
     * @param silentToMachines whether a machine that answers must not get a message, because this person has one
     */
    record Place(Instant scheduledFor, boolean silentToMachines) implements Verdict {}

    /** Not now; look at it again at {@code until}. */
    record PutOff(Instant until) implements Verdict {}

    /**
     * Not at all.
     *
     * @param reason in words
     * @param outcome what the call ends with, if that is not what its last attempt ended with
     */
    record Never(Call.Giveup giveup, String reason, Optional<Outcome> outcome) implements Verdict {}
}
