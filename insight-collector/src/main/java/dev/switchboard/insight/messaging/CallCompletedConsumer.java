package dev.switchboard.insight.messaging;

import dev.switchboard.events.CallCompleted;
import dev.switchboard.events.Topic;
import dev.switchboard.insight.application.DueWork;
import dev.switchboard.insight.application.OpenConversation;
import dev.switchboard.messaging.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Ended calls. */
@ApplicationScoped
class CallCompletedConsumer {

    private final Inbox inbox;
    private final OpenConversation openConversation;
    private final DueWork dueWork;

    CallCompletedConsumer(Inbox inbox, OpenConversation openConversation, DueWork dueWork) {
        this.inbox = inbox;
        this.openConversation = openConversation;
        this.dueWork = dueWork;
    }

    @Incoming(Channels.CALL_COMPLETED)
    Uni<Void> consume(Message<byte[]> message) {
        return inbox.take(message, Topic.CALL_COMPLETED, CallCompleted.class, openConversation::apply)
                .invoke(dueWork::conversationOpened);
    }
}
