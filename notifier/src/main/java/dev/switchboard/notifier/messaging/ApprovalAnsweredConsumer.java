package dev.switchboard.notifier.messaging;

import dev.switchboard.events.ApprovalAnswered;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.Inbox;
import dev.switchboard.notifier.application.DeliverNotifications;
import dev.switchboard.notifier.application.ShowAnswer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Consumes {@code approval.answered}. */
@ApplicationScoped
class ApprovalAnsweredConsumer {

    private final Inbox inbox;
    private final ShowAnswer showAnswer;
    private final DeliverNotifications deliverNotifications;

    ApprovalAnsweredConsumer(Inbox inbox, ShowAnswer showAnswer, DeliverNotifications deliverNotifications) {
        this.inbox = inbox;
        this.showAnswer = showAnswer;
        this.deliverNotifications = deliverNotifications;
    }

    @Incoming(Channels.APPROVAL_ANSWERED)
    Uni<Void> consume(Message<byte[]> message) {
        return inbox.take(message, Topic.APPROVAL_ANSWERED, ApprovalAnswered.class, showAnswer::apply)
                .invoke(deliverNotifications::nudge);
    }
}
