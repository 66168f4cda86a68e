package dev.switchboard.notifier.messaging;

import dev.switchboard.events.ChannelWebhook;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.Inbox;
import dev.switchboard.notifier.application.DeliverNotifications;
import dev.switchboard.notifier.application.HearPeople;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Consumes {@code channel.webhook}. */
@ApplicationScoped
class ChannelWebhookConsumer {

    private final Inbox inbox;
    private final HearPeople hearPeople;
    private final DeliverNotifications deliverNotifications;

    ChannelWebhookConsumer(Inbox inbox, HearPeople hearPeople, DeliverNotifications deliverNotifications) {
        this.inbox = inbox;
        this.hearPeople = hearPeople;
        this.deliverNotifications = deliverNotifications;
    }

    @Incoming(Channels.CHANNEL_WEBHOOK)
    Uni<Void> consume(Message<byte[]> message) {
        return inbox.take(message, Topic.CHANNEL_WEBHOOK, ChannelWebhook.class, hearPeople::apply)
                .invoke(deliverNotifications::nudge);
    }
}
