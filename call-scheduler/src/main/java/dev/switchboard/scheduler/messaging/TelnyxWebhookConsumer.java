package dev.switchboard.scheduler.messaging;

import dev.switchboard.events.MalformedEventException;
import dev.switchboard.events.TelnyxWebhook;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.Inbox;
import dev.switchboard.scheduler.application.CallWebhook;
import dev.switchboard.scheduler.application.FollowActions;
import dev.switchboard.scheduler.application.FollowCalls;
import dev.switchboard.scheduler.application.Wake;
import dev.switchboard.scheduler.domain.action.CallActions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Most webhooks say nothing about an attempt: those are acknowledged without touching the database. */
@ApplicationScoped
class TelnyxWebhookConsumer {

    private final Inbox inbox;
    private final FollowCalls followCalls;
    private final FollowActions followActions;
    private final Wake wake;

    TelnyxWebhookConsumer(Inbox inbox, FollowCalls followCalls, FollowActions followActions, Wake wake) {
        this.inbox = inbox;
        this.followCalls = followCalls;
        this.followActions = followActions;
        this.wake = wake;
    }

    @Incoming(Channels.TELNYX_WEBHOOK)
    Uni<Void> consume(Message<byte[]> message) {
        Optional<CallWebhook.Kind> kind = kindOf(message);
        if (kind.isEmpty()) {
            return mayFollowAnAction(message)
                    ? inbox.take(message, Topic.TELNYX_WEBHOOK, TelnyxWebhook.class, followActions::apply)
                    : Uni.createFrom().completionStage(message::ack);
        }
        Uni<Void> taken = inbox.take(message, Topic.TELNYX_WEBHOOK, TelnyxWebhook.class, followCalls::apply);
        return taken.invoke(() -> wakeAfter(kind.get()));
    }

    private void wakeAfter(CallWebhook.Kind kind) {
        switch (kind) {
            case HANGUP, TEXT_DELIVERED -> wake.placing();
            case ANSWERED, MACHINE_DETECTION, GREETING_ENDED, SPEECH_ENDED, CONVERSATION_ENDED -> wake.commands();
            case INITIATED, CONVERSATION_KNOWN, TEXT_SENT -> {}
        }
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
