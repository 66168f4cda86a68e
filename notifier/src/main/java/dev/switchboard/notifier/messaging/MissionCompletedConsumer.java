package dev.switchboard.notifier.messaging;

import dev.switchboard.events.MissionCompleted;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.Inbox;
import dev.switchboard.notifier.application.DeliverNotifications;
import dev.switchboard.notifier.application.TellOfCompletion;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Consumes {@code mission.completed}. */
@ApplicationScoped
class MissionCompletedConsumer {

    private final Inbox inbox;
    private final TellOfCompletion tellOfCompletion;
    private final DeliverNotifications deliverNotifications;

    MissionCompletedConsumer(
            Inbox inbox, TellOfCompletion tellOfCompletion, DeliverNotifications deliverNotifications) {
        this.inbox = inbox;
        this.tellOfCompletion = tellOfCompletion;
        this.deliverNotifications = deliverNotifications;
    }

    @Incoming(Channels.MISSION_COMPLETED)
    Uni<Void> consume(Message<byte[]> message) {
        return inbox.take(message, Topic.MISSION_COMPLETED, MissionCompleted.class, tellOfCompletion::apply)
                .invoke(deliverNotifications::nudge);
    }
}
