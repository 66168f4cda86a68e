package dev.switchboard.scheduler.application;

import dev.switchboard.http.HttpAnswer;
import dev.switchboard.http.HttpResult;
import dev.switchboard.scheduler.domain.Attempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a look at Telnyx has shown.
 *
 * @param retryAfter how long Telnyx asks us to wait before the next look
 * @param reason why it is not complete
 */
public record Sightings(Extent extent, List<Sighting> events, Optional<Duration> retryAfter, String reason) {

    /** What it means that something is not among the sightings; from the surest to the least sure. */
    public enum Extent {
        /** It is certainly not there. */
        COMPLETE,
        /** Nothing yet: a later look may tell. */
        INCOMPLETE,
        /** Nothing, and no later look will tell: what kept the list does not exist any more. */
        NOWHERE
    }

    /** Everything that there is. */
    public static Sightings complete(List<Sighting> events) {
        return new Sightings(Extent.COMPLETE, events, Optional.empty(), "");
    }

    /** What was seen is true; what was not seen proves nothing. */
    public static Sightings incomplete(List<Sighting> events, Optional<Duration> retryAfter, String reason) {
        return new Sightings(Extent.INCOMPLETE, events, retryAfter, reason);
    }

    /** There is no place to look at any more. */
    public static Sightings nowhere(String reason) {
        return new Sightings(Extent.NOWHERE, List.of(), Optional.empty(), reason);
    }

    /** Nothing was seen at a place that gave this answer instead of a list. */
    public static Sightings unanswered(HttpAnswer answer) {
        return answer.result() == HttpResult.MISSING
                ? nowhere(answer.reason())
                : incomplete(List.of(), answer.retryAfter(), answer.reason());
    }

    public boolean complete() {
        return extent == Extent.COMPLETE;
    }

    /** Both together: as sure as the less sure of them. */
    public Sightings and(Sightings others) {
        List<Sighting> all = new ArrayList<>(events);
        all.addAll(others.events);
        return new Sightings(
                extent.compareTo(others.extent) < 0 ? others.extent : extent,
                all,
                retryAfter.or(others::retryAfter),
                complete() ? others.reason : reason);
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
