package dev.switchboard.scheduler.application;

import dev.switchboard.scheduler.domain.Attempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a look at Telnyx has shown.
 *
 * @param complete whether what is not in it is certainly not there
 * @param retryAfter how long Telnyx asks us to wait before the next look
 * @param reason why it is not complete
 */
public record Sightings(boolean complete, List<Sighting> events, Optional<Duration> retryAfter, String reason) {

    /** Both together: complete only if both are. */
    public Sightings and(Sightings others) {
        List<Sighting> all = new ArrayList<>(events);
        all.addAll(others.events);
        return new Sightings(
                complete && others.complete, all, retryAfter.or(others::retryAfter), complete ? others.reason : reason);
    }

    /** By the attempt's own id, which travels in the metadata, or by Telnyx's id of the event. */
    Optional<Sighting> of(Attempt attempt) {
        return events.stream().filter(event -> isOf(event, attempt)).findFirst();
    }

    private static boolean isOf(Sighting event, Attempt attempt) {
        return event.attemptId().map(attempt.id()::equals).orElse(false)
                || (attempt.telnyx().scheduledEventId().isPresent()
                        && event.ids()
                                .scheduledEventId()
                                .equals(attempt.telnyx().scheduledEventId()))
                || (attempt.telnyx().callControlId().isPresent()
                        && event.ids().callControlId().equals(attempt.telnyx().callControlId()));
    }
}
