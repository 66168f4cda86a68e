package dev.switchboard.scheduler.messaging;

import dev.switchboard.events.CallRequested;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.Inbox;
import dev.switchboard.scheduler.application.StoreCall;
import dev.switchboard.scheduler.application.Wake;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

@ApplicationScoped
class CallRequestedConsumer {

    private final Inbox inbox;
    private final StoreCall storeCall;
    private final Wake wake;

    CallRequestedConsumer(Inbox inbox, StoreCall storeCall, Wake wake) {
        this.inbox = inbox;
        this.storeCall = storeCall;
        this.wake = wake;
    }

    @Incoming(Channels.CALL_REQUESTED)
    Uni<Void> consume(Message<byte[]> message) {
        return inbox.take(message, Topic.CALL_REQUESTED, CallRequested.class, storeCall::apply)
                .invoke(wake::placing);
    }
}
