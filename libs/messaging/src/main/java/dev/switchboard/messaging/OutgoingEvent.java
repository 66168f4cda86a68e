package dev.switchboard.messaging;

import dev.switchboard.events.Topic;
import java.util.Optional;
import java.util.UUID;

/**
 * An event on its way into the outbox. Id, time and source are added there.
 *
 * @param key what keeps it in order with others (run or account, see {@link Topic}'s contract)
 * @param subject what it is about
 * @param runId the run it belongs to, if one is known
 * @param body a record of {@code dev.switchboard.events}
 * @param cause the event that led to it
 */
public record OutgoingEvent(
        Topic topic, String key, String subject, Optional<UUID> runId, Object body, Optional<UUID> cause) {

    /** An event about a run, keyed by it. */
    public static OutgoingEvent aboutRun(Topic topic, UUID runId, UUID subject, Object body) {
        return new OutgoingEvent(
                topic, runId.toString(), subject.toString(), Optional.of(runId), body, Optional.empty());
    }

    /** An event for an account, keyed by it. */
    public static OutgoingEvent forAccount(Topic topic, String account, UUID subject, UUID runId, Object body) {
        return new OutgoingEvent(topic, account, subject.toString(), Optional.of(runId), body, Optional.empty());
    }

    /** An event for an account that has no run. */
    public static OutgoingEvent forAccount(Topic topic, String account, UUID subject, Object body) {
        return new OutgoingEvent(topic, account, subject.toString(), Optional.empty(), body, Optional.empty());
    }

    /** The same, caused by an event. */
    public OutgoingEvent causedBy(UUID eventId) {
        return new OutgoingEvent(topic, key, subject, runId, body, Optional.of(eventId));
    }
}
