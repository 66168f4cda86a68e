package dev.switchboard.messaging;

import dev.switchboard.events.CallCancelled;
import dev.switchboard.events.Topic;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.hibernate.reactive.mutiny.Mutiny;

/** A consumer as services have them: one row per event, and an event that tells of it. */
@ApplicationScoped
class CancellationLog {

    static final String POISON = "breaks every time";

    private final Inbox inbox;
    private final Outbox outbox;

    CancellationLog(Inbox inbox, Outbox outbox) {
        this.inbox = inbox;
        this.outbox = outbox;
    }

    @Incoming("calls")
    Uni<Void> consume(Message<byte[]> message) {
        return inbox.take(message, Topic.CALL_CANCELLED, CallCancelled.class, this::record);
    }

    Uni<Void> record(Mutiny.Session session, Event<CallCancelled> event) {
        CallCancelled cancelled = event.body();
        OutgoingEvent told = OutgoingEvent.aboutRun(
                        Topic.CALL_ABANDONED, cancelled.runId(), cancelled.runId(), cancelled)
                .causedBy(event.headers().id());
        return session.createNativeQuery("insert into effect (reason) values (:reason)")
                .setParameter("reason", cancelled.reason())
                .executeUpdate()
                .chain(() -> outbox.add(session, told))
                .invoke(() -> failOnPoison(cancelled));
    }

    private static void failOnPoison(CallCancelled cancelled) {
        if (cancelled.reason().equals(POISON)) {
            throw new IllegalStateException("poison");
        }
    }
}
