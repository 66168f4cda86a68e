package dev.switchboard.messaging;

import dev.switchboard.events.CallCancelled;
import dev.switchboard.events.Topic;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/** A consumer that takes many events at a time, with the effect of {@link CancellationLog} for each. */
@ApplicationScoped
class JointLog {

    private final Inbox inbox;
    private final CancellationLog log;

    JointLog(Inbox inbox, CancellationLog log) {
        this.inbox = inbox;
        this.log = log;
    }

    @Incoming("together")
    Uni<Void> consume(KafkaRecordBatch<String, byte[]> batch) {
        return inbox.takeAll(batch, Topic.CALL_SCHEDULED, CallCancelled.class, this::record);
    }

    private Uni<Void> record(Mutiny.Session session, List<Event<CallCancelled>> events) {
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(event -> log.record(session, event))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
