package dev.switchboard.scheduler.application;

import dev.switchboard.events.TelnyxWebhook;
import dev.switchboard.messaging.Event;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps the webhooks that actions on live calls may have led to, beside what they say of the attempt. */
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
