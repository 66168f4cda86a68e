package dev.switchboard.scheduler.application;

import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** Telnyx's scheduled events (contract, section 2.1). No {@code Uni} here ever fails; no request repeats itself. */
public interface ScheduledEvents {

    /** Asks for one call, with Telnyx's own retries off. */
    Uni<PlacingAnswer> create(Intent intent);

    /** All events of an assistant that were created for, or are scheduled in, that time. */
    Uni<Sightings> list(String account, String assistantId, Instant from, Instant to);

    /** Takes an event back. True if it is certainly gone. */
    Uni<Boolean> delete(String account, String assistantId, String scheduledEventId);
}
