package dev.switchboard.scheduler.messaging;

import dev.switchboard.events.MalformedEventException;
import dev.switchboard.events.TelnyxWebhook;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.Event;
import dev.switchboard.messaging.Inbox;
import dev.switchboard.scheduler.application.CallWebhook;
import dev.switchboard.scheduler.application.FollowActions;
import dev.switchboard.scheduler.application.FollowCalls;
import dev.switchboard.scheduler.domain.action.CallActions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.hibernate.reactive.mutiny.Mutiny;

/** Most webhooks say nothing about an attempt: those are acknowledged without touching the database. */
@ApplicationScoped
class TelnyxWebhookConsumer {

    private final Inbox inbox;
    private final FollowCalls followCalls;
    private final FollowActions followActions;

    TelnyxWebhookConsumer(Inbox inbox, FollowCalls followCalls, FollowActions followActions) {
        this.inbox = inbox;
        this.followCalls = followCalls;
        this.followActions = followActions;
    }

    @Incoming(Channels.TELNYX_WEBHOOK)
    Uni<Void> consume(Message<byte[]> message) {
        Optional<CallWebhook.Kind> kind = kindOf(message);
        if (kind.isEmpty()) {
            return mayFollowAnAction(message)
                    ? inbox.take(message, Topic.TELNYX_WEBHOOK, TelnyxWebhook.class, followActions::apply)
                    : Uni.createFrom().completionStage(message::ack);
        }
        return inbox.take(message, Topic.TELNYX_WEBHOOK, TelnyxWebhook.class, this::follow);
    }

    /** What is spoken may be our own message, or somebody's action. */
    private Uni<Void> follow(Mutiny.Session session, Event<TelnyxWebhook> event) {
        Uni<Void> followed = followCalls.apply(session, event);
        return CallActions.mayLeadTo(event.body().eventType())
                ? followed.chain(() -> followActions.apply(session, event))
                : followed;
    }

    private static boolean mayFollowAnAction(Message<byte[]> message) {
        return CallActions.mayLeadTo(Inbox.read(message, Topic.TELNYX_WEBHOOK, TelnyxWebhook.class)
                .body()
                .eventType());
    }

    /** What cannot be read is left to the inbox, which knows where it goes. */
    private static Optional<CallWebhook.Kind> kindOf(Message<byte[]> message) {
        try {
            return CallWebhook.kindOf(Inbox.read(message, Topic.TELNYX_WEBHOOK, TelnyxWebhook.class)
                    .body()
                    .eventType());
        } catch (MalformedEventException e) {
            return Optional.of(CallWebhook.Kind.INITIATED);
        }
    }
}
