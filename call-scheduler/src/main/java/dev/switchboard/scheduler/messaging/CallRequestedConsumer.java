package dev.switchboard.scheduler.messaging;

import dev.switchboard.events.CallRequested;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.Inbox;
import dev.switchboard.scheduler.application.StoreCalls;
import dev.switchboard.scheduler.application.Wake;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes many at a time: a large mission asks for all its calls at once. */
@ApplicationScoped
class CallRequestedConsumer {

    private final Inbox inbox;
    private final StoreCalls storeCalls;
    private final Wake wake;

    CallRequestedConsumer(Inbox inbox, StoreCalls storeCalls, Wake wake) {
        this.inbox = inbox;
        this.storeCalls = storeCalls;
        this.wake = wake;
    }

    @Incoming(Channels.CALL_REQUESTED)
    Uni<Void> consume(KafkaRecordBatch<String, byte[]> batch) {
        return inbox.takeAll(batch, Topic.CALL_REQUESTED, CallRequested.class, storeCalls::apply)
                .invoke(wake::placing);
    }
}
