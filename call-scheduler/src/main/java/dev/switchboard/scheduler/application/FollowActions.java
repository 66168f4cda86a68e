package dev.switchboard.scheduler.application;

import dev.switchboard.events.TelnyxWebhook;
import dev.switchboard.messaging.Event;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Keeps the webhooks that actions on live calls lead to. Those that every call has (it rings, is answered, ends) are
 * applied to the attempt instead, where they can be seen as well.
 */
@ApplicationScoped
public class FollowActions {

    private final LiveCalls calls;

    FollowActions(LiveCalls calls) {
        this.calls = calls;
    }

    public Uni<Void> apply(Mutiny.Session session, Event<TelnyxWebhook> event) {
        return calls.follow(session, event.body());
    }
}
