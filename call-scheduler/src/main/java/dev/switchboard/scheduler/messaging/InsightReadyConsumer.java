package dev.switchboard.scheduler.messaging;

import dev.switchboard.events.InsightReady;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.Inbox;
import dev.switchboard.scheduler.application.TakeInsight;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

@ApplicationScoped
class InsightReadyConsumer {

    private final Inbox inbox;
    private final TakeInsight takeInsight;

    InsightReadyConsumer(Inbox inbox, TakeInsight takeInsight) {
        this.inbox = inbox;
        this.takeInsight = takeInsight;
    }

    @Incoming(Channels.INSIGHT_READY)
    Uni<Void> consume(Message<byte[]> message) {
        return inbox.take(message, Topic.INSIGHT_READY, InsightReady.class, takeInsight::apply);
    }
}
