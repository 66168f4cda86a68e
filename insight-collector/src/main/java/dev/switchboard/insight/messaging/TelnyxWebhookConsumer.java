package dev.switchboard.insight.messaging;

import dev.switchboard.events.TelnyxWebhook;
import dev.switchboard.events.Topic;
import dev.switchboard.insight.application.DueWork;
import dev.switchboard.insight.application.LearnFromWebhook;
import dev.switchboard.messaging.Event;
import dev.switchboard.messaging.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.hibernate.reactive.mutiny.Mutiny;

/** Webhooks about conversations; all others pass by without touching the database. */
@ApplicationScoped
class TelnyxWebhookConsumer {

    private final Inbox inbox;
    private final LearnFromWebhook learnFromWebhook;
    private final DueWork dueWork;

    TelnyxWebhookConsumer(Inbox inbox, LearnFromWebhook learnFromWebhook, DueWork dueWork) {
        this.inbox = inbox;
        this.learnFromWebhook = learnFromWebhook;
        this.dueWork = dueWork;
    }

    @Incoming(Channels.TELNYX_WEBHOOK)
    Uni<Void> consume(Message<byte[]> message) {
        if (WebhookFacts.isAboutSomethingElse(message.getPayload())) {
            return Uni.createFrom().completionStage(message::ack);
        }
        return inbox.take(message, Topic.TELNYX_WEBHOOK, TelnyxWebhook.class, this::learn)
                .invoke(dueWork::learned);
    }

    private Uni<Void> learn(Mutiny.Session session, Event<TelnyxWebhook> event) {
        return WebhookFacts.of(event.body())
                .map(fact ->
                        learnFromWebhook.apply(session, fact, event.headers().id()))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }
}
