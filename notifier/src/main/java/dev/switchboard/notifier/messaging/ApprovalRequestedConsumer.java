package dev.switchboard.notifier.messaging;

import dev.switchboard.events.ApprovalRequested;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.Inbox;
import dev.switchboard.notifier.application.AskPeople;
import dev.switchboard.notifier.application.DeliverNotifications;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Consumes {@code approval.requested}. */
@ApplicationScoped
class ApprovalRequestedConsumer {

    private final Inbox inbox;
    private final AskPeople askPeople;
    private final DeliverNotifications deliverNotifications;

    ApprovalRequestedConsumer(Inbox inbox, AskPeople askPeople, DeliverNotifications deliverNotifications) {
        this.inbox = inbox;
        this.askPeople = askPeople;
        this.deliverNotifications = deliverNotifications;
    }

    @Incoming(Channels.APPROVAL_REQUESTED)
    Uni<Void> consume(Message<byte[]> message) {
        return inbox.take(message, Topic.APPROVAL_REQUESTED, ApprovalRequested.class, askPeople::apply)
                .invoke(deliverNotifications::nudge);
    }
}
