package dev.switchboard.scheduler.messaging;

import dev.switchboard.events.CallCancelled;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.Inbox;
import dev.switchboard.scheduler.application.CancelCalls;
import dev.switchboard.scheduler.application.Wake;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

@ApplicationScoped
class CallCancelledConsumer {

    private final Inbox inbox;
    private final CancelCalls cancelCalls;
    private final Wake wake;

    CallCancelledConsumer(Inbox inbox, CancelCalls cancelCalls, Wake wake) {
        this.inbox = inbox;
        this.cancelCalls = cancelCalls;
        this.wake = wake;
    }

    @Incoming(Channels.CALL_CANCELLED)
    Uni<Void> consume(Message<byte[]> message) {
        return inbox.take(message, Topic.CALL_CANCELLED, CallCancelled.class, cancelCalls::apply)
                .invoke(wake::tidying);
    }
}
