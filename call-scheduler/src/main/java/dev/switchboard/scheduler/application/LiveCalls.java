package dev.switchboard.scheduler.application;

import dev.switchboard.events.TelnyxWebhook;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Calls as somebody sees them who wants to know, or to do something about them now. */
public interface LiveCalls {

    /**
     * A call and the attempt under way or last made.
     *
     * @param lastOutcome of the last attempt
     */
    record Sight(
            UUID callId,
            UUID runId,
            String phone,
            String state,
            Instant dueAt,
            int attempts,
            Optional<String> lastOutcome,
            Optional<AttemptSight> attempt) {}

    /** One attempt. */
    record AttemptSight(
            UUID attemptId,
            int number,
            String state,
            Instant scheduledFor,
            Optional<Instant> startedAt,
            Optional<Instant> answeredAt,
            Optional<Instant> endedAt,
            Optional<String> outcome,
            Optional<String> callControlId,
            Optional<String> callSessionId,
            Optional<String> conversationId) {

        boolean isLive() {
            return state.equals("LIVE") && callControlId.isPresent();
        }
    }

    /** A command to a live call; {@code result} is SENDING until its answer is known. */
    record Command(
            UUID commandId,
            UUID callId,
            UUID attemptId,
            String action,
            String requestedBy,
            Instant requestedAt,
            String result,
            String detail) {}

    /** A webhook that a command may have led to. */
    record Followed(String eventType, Instant occurredAt) {}

    Uni<Optional<Sight>> find(String account, UUID callId);

    Uni<List<Command>> commands(UUID callId);

    Uni<List<Followed>> followed(UUID callId);

    /** Keeps a command before it is sent; the one that is kept already if its id is known. */
    Uni<Command> keep(Mutiny.Session session, Command command, String account, AttemptSight attempt);

    Uni<Void> answered(Mutiny.Session session, UUID commandId, String result, String detail);

    /** Keeps a webhook of a call to which a command was sent; any other is none of our business. */
    Uni<Void> follow(Mutiny.Session session, TelnyxWebhook webhook);
}
